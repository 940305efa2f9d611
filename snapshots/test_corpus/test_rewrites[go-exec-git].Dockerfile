FROM golang:1.22 AS builder
RUN apt-get update && apt-get install -y git make && rm -rf /var/lib/apt/lists/*
WORKDIR /go/src/mirror
COPY . .
RUN make

FROM debian:bookworm-slim AS runtime
RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*
WORKDIR /go/src/mirror
COPY --from=builder /go/src/mirror/mirror /go/src/mirror/mirror
RUN mkdir -p /repositories
CMD ["/go/src/mirror/mirror", "/repositories/empty.git"]
