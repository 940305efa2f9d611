# rust:RELEASE-SUITE and rust:RELEASE-slim-SUITE
ARG BASE
ARG TREE
FROM ${TREE} AS tree

FROM ${BASE}
ENV RUSTUP_HOME=/usr/local/rustup CARGO_HOME=/usr/local/cargo PATH=/usr/local/cargo/bin:$PATH
ARG PACKAGES
RUN [ -z "${PACKAGES}" ] || { apt-get update \
    && apt-get install -y --no-install-recommends ${PACKAGES} && rm -rf /var/lib/apt/lists/*; }
ARG VERSION
ENV RUST_VERSION=${VERSION}
COPY --from=tree /rust/ /
RUN cargo --version && rustc --version
