FROM golang:trixie AS builder
RUN mkdir /app
ADD . /app/
WORKDIR /app
RUN go build -o main .

FROM debian:trixie-slim AS runtime
WORKDIR /app
COPY --from=builder /app/main /app/main
CMD ["/app/main"]
