FROM golang:1.21-bookworm AS builder
WORKDIR /work
COPY . .
RUN go build -v ./cmd/roots/v2
# nobody needs the sources any more
RUN rm -r cmd go.mod

FROM debian:bookworm-slim AS runtime
COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
WORKDIR /work
COPY --from=builder /work/roots /work/roots
CMD /work/roots https
