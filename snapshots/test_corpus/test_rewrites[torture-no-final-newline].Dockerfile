FROM golang:1.22 AS builder
WORKDIR /app
COPY . .
RUN go build -o /app/hours

FROM debian:bookworm-slim AS runtime
WORKDIR /app
COPY --from=builder /app/hours.txt /app/hours.txt
COPY --from=builder /app/hours /app/hours
CMD ["/app/hours"]