# What node images hold, below /node; the context is an unpacked wheel.
ARG BASE
FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates patchelf
COPY . /source/
RUN sh /run/recipes/node-tree.sh
