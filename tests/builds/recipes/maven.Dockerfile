# maven:3-eclipse-temurin-JAVA
ARG BASE
ARG TREE
FROM ${TREE} AS tree

FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends git openssh-client \
    && rm -rf /var/lib/apt/lists/*
ENV MAVEN_HOME=/usr/share/maven MAVEN_CONFIG=/root/.m2
COPY --from=tree /maven/ /usr/share/maven/
RUN mkdir /usr/share/maven/ref && ln -s /usr/share/maven/bin/mvn /usr/bin/mvn \
    && install -m 755 /run/recipes/mvn-entrypoint.sh /usr/local/bin/mvn-entrypoint.sh \
    && install -m 644 /run/recipes/maven-settings.xml /usr/share/maven/ref/settings-docker.xml \
    && mvn --version
ENTRYPOINT ["/usr/local/bin/mvn-entrypoint.sh"]
CMD ["mvn"]
