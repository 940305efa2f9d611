FROM golang:1.21-bookworm AS builder
RUN apt-get update && \
    apt-get install -y --no-install-recommends libcap2-bin && \
    rm -rf /var/lib/apt/lists/*
WORKDIR /usr/local/src/porter
COPY . ./
RUN CGO_ENABLED=0 go build -o /opt/porter/porter . && \
    setcap cap_net_bind_service=+ep /opt/porter/porter && \
    ln -s /opt/porter/porter /usr/local/bin/porter

FROM debian:bookworm-slim AS runtime
RUN apt-get update && \
    apt-get install -y --no-install-recommends libcap2-bin && \
    rm -rf /var/lib/apt/lists/*
WORKDIR /usr/local/src/porter
COPY --from=builder /opt/porter/porter /opt/porter/porter
RUN setcap cap_net_bind_service=+ep /opt/porter/porter && \
    ln -s /opt/porter/porter /usr/local/bin/porter
USER www-data
CMD ["porter", "127.0.0.1:917"]
