ARG BASE
FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends \
        ca-certificates curl gnupg netbase wget \
    && rm -rf /var/lib/apt/lists/*
