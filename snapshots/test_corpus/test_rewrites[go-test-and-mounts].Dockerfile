# syntax=docker/dockerfile:1
FROM golang:1.21-bookworm AS base

WORKDIR /src
COPY . .

FROM base AS test
# no image without its tests
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,id=go-build-debian-bookworm,target=/root/.cache/go-build \
    go vet ./... && go test ./...

FROM base AS builder
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,id=go-build-debian-bookworm,target=/root/.cache/go-build \
    go build -o /usr/local/bin/roman .

FROM debian:bookworm-slim AS runtime

WORKDIR /src
COPY --from=builder /usr/local/bin/roman /usr/local/bin/roman

ENTRYPOINT ["roman"]
CMD ["4", "1994"]
