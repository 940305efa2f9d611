# The packages that the stand-in's apk knows: a tree each, below /packages.
ARG BASE
FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends \
        bash ca-certificates curl gcc git libc6-dev make musl-dev musl-tools patchelf tzdata \
    && rm -rf /var/lib/apt/lists/*
COPY . /recipe/
RUN sh /recipe/packages.sh /packages
