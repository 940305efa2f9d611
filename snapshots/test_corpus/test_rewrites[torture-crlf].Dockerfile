# Written on Windows
FROM golang:1.21 AS builder

WORKDIR /app
COPY . .

RUN go mod download && \
    go build -o menu .

FROM debian:bookworm-slim AS runtime

WORKDIR /app
COPY --from=builder /app/dishes.txt /app/dishes.txt
COPY --from=builder /app/menu /app/menu

# Start
CMD ["./menu"]
