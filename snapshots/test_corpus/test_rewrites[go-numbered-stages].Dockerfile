FROM golang:1.21-bookworm AS builder
WORKDIR /src
COPY . .
RUN go build -o /out/shout .

FROM debian:bookworm-slim
COPY --from=builder /out/shout /usr/local/bin/shout
CMD ["shout", "hello"]
