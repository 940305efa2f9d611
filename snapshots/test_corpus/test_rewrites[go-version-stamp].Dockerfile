ARG GO_VERSION=1.21
FROM golang:${GO_VERSION}-bookworm AS builder

ARG VERSION=1.4.0
ARG PORT=8080

WORKDIR /src
COPY . .
RUN go build -ldflags "-X main.version=${VERSION} -X main.commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)" -o /usr/local/bin/stamp .

FROM debian:bookworm-slim AS runtime

COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
ARG VERSION=1.4.0
ARG PORT=8080

LABEL org.opencontainers.image.title="stamp" \
      org.opencontainers.image.version=$VERSION
WORKDIR /src
COPY --from=builder /usr/local/bin/stamp /usr/local/bin/stamp

ENV APP_PORT=$PORT
EXPOSE ${PORT}
CMD ["stamp"]
