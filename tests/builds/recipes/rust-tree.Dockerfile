# What rust images hold, below /rust, made of Debian's packages.
ARG BASE
FROM ${BASE}
ARG SUFFIX
RUN apt-get update && apt-get install -y --no-install-recommends \
        binutils cargo${SUFFIX} patchelf rustc${SUFFIX}
RUN sh /run/recipes/rust-tree.sh "rustc${SUFFIX}"
