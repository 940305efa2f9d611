# Dockerfile for the old poller, please do not touch before the migration
FROM golang:1.21 AS builder

ENV GO111MODULE=off
ENV APP_DIR $GOPATH/src/example.com/poller

ADD . $APP_DIR
WORKDIR $APP_DIR

RUN go build

FROM debian:bookworm-slim AS runtime

ENV GOPATH=/go
ENV APP_DIR $GOPATH/src/example.com/poller
COPY --from=builder /go/src/example.com/poller/etc /go/src/example.com/poller/etc
WORKDIR $APP_DIR
COPY --from=builder /go/src/example.com/poller/poller /go/src/example.com/poller/poller

ENTRYPOINT ["./poller"]
CMD ["-config", "etc/poller.ini"]
