# eclipse-temurin:RELEASE-jre; Debian stands for Ubuntu.
ARG BASE
ARG TREE
FROM ${TREE} AS tree

FROM ${BASE}
ENV JAVA_HOME=/opt/java/openjdk
ENV PATH=$JAVA_HOME/bin:$PATH LANG=en_US.UTF-8 LANGUAGE=en_US:en LC_ALL=en_US.UTF-8
ARG PACKAGES
RUN export DEBIAN_FRONTEND=noninteractive LC_ALL=C \
    && apt-get update && apt-get install -y --no-install-recommends ${PACKAGES} \
    && echo 'en_US.UTF-8 UTF-8' >> /etc/locale.gen && locale-gen en_US.UTF-8 \
    && rm -rf /var/lib/apt/lists/*
ARG VERSION
ENV JAVA_VERSION=jdk-${VERSION}
COPY --from=tree /java/jre/ $JAVA_HOME/
ARG UBUNTU
RUN if [ "$UBUNTU" = noble ]; then useradd --uid 1000 --create-home --shell /bin/bash ubuntu; fi \
    && find $JAVA_HOME/lib -name '*.so' -exec dirname '{}' ';' | sort -u \
        > /etc/ld.so.conf.d/docker-openjdk.conf && ldconfig \
    && install -m 755 /run/recipes/java-cacert-entrypoint.sh /__cacert_entrypoint.sh \
    && java -version
ENTRYPOINT ["/__cacert_entrypoint.sh"]
