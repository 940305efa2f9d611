# the service
FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -o /usr/local/bin/checker .

# what is deployed
FROM debian:bookworm-slim
WORKDIR /go
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
LABEL team="uptime"
COPY --from=build /usr/local/bin/checker /usr/local/bin/checker
COPY sites.txt /etc/checker/sites.txt
EXPOSE 8080
CMD ["checker"]
