FROM golang:1.22 AS builder
WORKDIR /app
COPY . .

RUN mkdir -p bin && go build -o bin ./cmd/shop ./cmd/migrate

FROM debian:bookworm-slim AS runtime
WORKDIR /app
COPY --from=builder /app/migrations /app/migrations
COPY --from=builder /app/settings.env /app/settings.env
COPY --from=builder /app/start.sh /app/start.sh
COPY --from=builder /app/bin/shop /app/bin/shop
COPY --from=builder /app/bin/migrate /app/bin/migrate

CMD ["bash", "start.sh"]
