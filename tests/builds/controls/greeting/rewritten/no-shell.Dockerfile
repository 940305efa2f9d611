FROM golang:1.21 AS builder
ENV GREETED=world
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -o /usr/local/bin/greeting .

FROM scratch AS runtime
ENV GOPATH=/go PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV GREETED=world
WORKDIR /src
COPY --from=builder /usr/local/bin/greeting /usr/local/bin/greeting
CMD greeting "$GREETED"
