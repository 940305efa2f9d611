#!/usr/bin/env -S docker build -f
# escape=`
# syntax=docker/dockerfile:1
FROM golang:1.22 AS builder
# check=skip=all
WORKDIR /app
COPY . .
RUN go build \
    -o app `echo .`

FROM debian:bookworm-slim AS runtime
WORKDIR /app
COPY --from=builder /app/app /app/app
CMD ["./app"]
