# syntax=docker/dockerfile:1.4
FROM golang:1.22-bookworm AS builder

WORKDIR /src
RUN --mount=type=bind,source=.,target=/src \
    --mount=type=cache,target=/root/.cache/go-build \
    --mount=type=cache,target=/go/pkg/mod,sharing=locked \
    --mount=type=cache,target=/out \
    CGO_ENABLED=0 go build -o /out/sums . && cp /out/sums /usr/local/bin/sums

FROM debian:bookworm-slim AS runtime

WORKDIR /src
COPY --from=builder /usr/local/bin/sums /usr/local/bin/sums

ENTRYPOINT ["sums"]
CMD ["/etc/debian_version", "/etc/passwd"]
