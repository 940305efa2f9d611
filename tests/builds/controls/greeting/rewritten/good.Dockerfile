FROM golang:1.21 AS builder
ENV GREETED=world
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -o /usr/local/bin/greeting .

FROM debian:bookworm-slim AS runtime
ENV GOPATH=/go PATH=/go/bin:/usr/local/go/bin:$PATH
ENV GREETED=world
WORKDIR /src
COPY --from=builder /usr/local/bin/greeting /usr/local/bin/greeting
CMD greeting "$GREETED"
