# The packages that the stand-in's apk knows: a tree each, below /packages.
ARG BASE
FROM ${BASE}
RUN sed 's/^deb /deb-src /' /etc/apt/sources.list >/etc/apt/sources.list.d/sources.list \
    && apt-get update && apt-get install -y --no-install-recommends \
        bash ca-certificates curl dpkg-dev gcc git libc6-dev make musl-dev musl-tools patchelf \
        tzdata \
    && cd /srv && apt-get source zlib \
    && rm -rf /var/lib/apt/lists/*
COPY . /recipe/
RUN sh /recipe/packages.sh /packages
