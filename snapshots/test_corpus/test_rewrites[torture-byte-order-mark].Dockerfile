FROM golang:1.22-alpine AS builder
WORKDIR /go/src/app
ADD . .
RUN CGO_ENABLED=0 go build -o /app

FROM alpine:3.21 AS runtime
WORKDIR /go/src/app
COPY --from=builder /app /app
ENTRYPOINT ["/app"]
