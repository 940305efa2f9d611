# Python at /usr/local as the official images have it, and /packages: what its modules link.
ARG BASE
FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends \
        ca-certificates dpkg-dev gcc libbluetooth-dev libbz2-dev libc6-dev libdb-dev libffi-dev \
        libgdbm-dev liblzma-dev libncursesw5-dev libreadline-dev libsqlite3-dev libssl-dev make \
        netbase tk-dev tzdata uuid-dev xz-utils zlib1g-dev
ARG SERIES
COPY . /source/
RUN sh /run/recipes/python-built.sh "${SERIES}"
