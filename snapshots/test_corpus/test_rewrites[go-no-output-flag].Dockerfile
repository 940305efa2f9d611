FROM golang:1.22 AS builder
WORKDIR /usr/src/quotes
COPY . .
RUN go build

FROM debian:bookworm-slim AS runtime
MAINTAINER quotes@example.com
WORKDIR /usr/src/quotes
COPY --from=builder /usr/src/quotes/data.json /usr/src/quotes/data.json
COPY --from=builder /usr/src/quotes/quotes /usr/src/quotes/quotes
CMD ["./quotes"]
