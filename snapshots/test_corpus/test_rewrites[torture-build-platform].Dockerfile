FROM --platform=$BUILDPLATFORM golang:1.22-alpine AS builder
ARG TARGETOS
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /usr/local/bin/where .

FROM --platform=$BUILDPLATFORM alpine:3.21 AS runtime
WORKDIR /src
COPY --from=builder /usr/local/bin/where /usr/local/bin/where
CMD ["where"]
