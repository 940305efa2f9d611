# openjdk:RELEASE-jdk and openjdk:RELEASE-jdk-slim.
ARG BASE
ARG TREE
FROM ${TREE} AS tree

FROM ${BASE}
ARG PLACE
ENV JAVA_HOME=${PLACE}
ENV PATH=$JAVA_HOME/bin:$PATH LANG=C.UTF-8
ARG PACKAGES
RUN apt-get update && apt-get install -y --no-install-recommends ${PACKAGES} \
    && rm -rf /var/lib/apt/lists/*
ARG VERSION
ENV JAVA_VERSION=${VERSION}
COPY --from=tree /java/jdk/ $JAVA_HOME/
RUN find $JAVA_HOME/lib -name '*.so' -exec dirname '{}' ';' | sort -u \
        > /etc/ld.so.conf.d/docker-openjdk.conf && ldconfig && java -version
CMD ["jshell"]
