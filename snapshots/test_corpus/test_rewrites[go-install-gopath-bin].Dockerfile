FROM golang:1.22 AS builder

WORKDIR $GOPATH/src/app
COPY . .

RUN go get -d -v ./...
RUN go install -v ./...

FROM debian:bookworm-slim AS runtime

ENV GOPATH=/go
ENV PATH=/go/bin:$PATH
WORKDIR $GOPATH/src/app
COPY --from=builder /go/bin/greet /go/bin/greet
COPY --from=builder /go/bin/shout /go/bin/shout

CMD ["greet", "Ada"]
