FROM golang:1.22-alpine AS builder
WORKDIR /go/src/ferry
COPY . .
RUN go install

FROM alpine:3.21 AS runtime
ENV PATH=/go/bin:$PATH
COPY --from=builder /usr/local/go/lib/time/zoneinfo.zip /usr/local/go/lib/time/zoneinfo.zip
WORKDIR /go/src/ferry
COPY --from=builder /go/bin/ferry /go/bin/ferry
CMD ["ferry", "2024-07-01T06:00:00Z", "2024-12-01T06:00:00Z"]
