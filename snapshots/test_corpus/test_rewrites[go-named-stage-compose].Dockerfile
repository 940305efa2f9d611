FROM golang:1.22 AS builder
WORKDIR /app
COPY go.mod .
RUN go mod download && go mod verify
COPY . .
RUN go build -o bin/ ./...

FROM debian:bookworm-slim AS app
WORKDIR /app
COPY --from=builder /app/bin/dice /app/bin/dice
ENV PATH="/app/bin:${PATH}"
CMD ["dice"]
