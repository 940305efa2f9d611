# What every golang image on Debian holds besides Go: made once a release, shared by all versions.
ARG BASE
FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends \
        g++ gcc libc6-dev make pkg-config \
    && rm -rf /var/lib/apt/lists/*
