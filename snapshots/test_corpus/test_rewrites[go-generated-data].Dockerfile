FROM golang:1.21 AS builder
WORKDIR /site
COPY . .
# writes public/, which is not in git
RUN go run ./tools/mkpages content public
RUN go build -o serve ./cmd/serve

FROM debian:bookworm-slim AS runtime
COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=builder /etc/mime.types /etc/mime.types
WORKDIR /site
COPY --from=builder /site/content /site/content
COPY --from=builder /site/public /site/public
COPY --from=builder /site/serve /site/serve
EXPOSE 8080
CMD ["./serve", "-root", "public"]
