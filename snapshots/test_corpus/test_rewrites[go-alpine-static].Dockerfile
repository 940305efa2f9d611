FROM golang:1.21-alpine3.18 AS builder

ENV CGO_ENABLED=0 \
    GOOS=linux

ENV PORT 8080

WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY *.go ./
RUN go build -ldflags="-s -w" -o /bin/clock

FROM alpine:3.18 AS runtime

ENV PORT 8080
WORKDIR /src
COPY --from=builder /bin/clock /bin/clock

EXPOSE 8080

HEALTHCHECK --interval=30s --timeout=3s \
    CMD wget -q -O /dev/null http://localhost:8080/healthz || exit 1

ENTRYPOINT ["/bin/clock"]
