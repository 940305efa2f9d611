FROM golang:1.21 AS builder
ENV GOBIN=/usr/local/bin
ENV TEXT="open all week" WIDTH=24
COPY . /build
RUN cd /build && go install ./cmd/banner && rm -rf /build

FROM debian:bookworm-slim AS runtime
WORKDIR /go
ENV TEXT="open all week" WIDTH=24
COPY --from=builder /usr/local/bin/banner /usr/local/bin/banner
CMD banner --width $WIDTH "$TEXT" | tr a-z A-Z
