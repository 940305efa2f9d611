# /java/jdk and /java/jre, made of Debian's packages.
ARG BASE
FROM ${BASE}
ARG RELEASE
RUN mkdir -p /usr/share/man/man1 && apt-get update && apt-get install -y --no-install-recommends \
        binutils openjdk-${RELEASE}-jdk-headless openjdk-${RELEASE}-jre-headless xz-utils \
    && apt-get download openjdk-${RELEASE}-source \
    && dpkg --extract openjdk-${RELEASE}-source_*.deb /source && rm ./*.deb
RUN sh /run/recipes/java-tree.sh "${RELEASE}"
