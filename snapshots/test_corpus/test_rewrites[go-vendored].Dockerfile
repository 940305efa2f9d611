FROM golang:1.22-bookworm AS builder
WORKDIR /app

# dependencies first, they change less often
COPY go.mod ./
COPY vendor/ vendor/

COPY . .
RUN go vet -mod=vendor ./... && go test -mod=vendor ./... && \
    go build -mod=vendor -o server ./cmd/server

FROM debian:bookworm-slim AS runtime
COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=builder /etc/mime.types /etc/mime.types
WORKDIR /app
COPY --from=builder /app/web /app/web
COPY --from=builder /app/server /app/server

ENV ADDR=:8080
EXPOSE 8080/tcp
CMD [ "/app/server" ]
