FROM golang:1.21-bookworm AS builder

WORKDIR /build
COPY . .
RUN bash scripts/build.sh /opt/feed

FROM debian:bookworm-slim AS runtime

WORKDIR /build
COPY --from=builder /build/VERSION /build/VERSION
COPY --from=builder /opt/feed/collect /opt/feed/publish /opt/feed/VERSION /opt/feed/

WORKDIR /opt/feed
CMD ["/opt/feed/collect", "sports", "weather"]
