from golang:1.22 as builder
env CGO_ENABLED 0
workdir /opt/bells
copy . .
Run go build -o bells

from debian:bookworm-slim as runtime
maintainer somebody@example.com
workdir /opt/bells
copy --from=builder /opt/bells/bells.txt /opt/bells/bells.txt
copy --from=builder /opt/bells/bells /opt/bells/bells
expose 8080
eXpOsE 9090
user nobody
cmd ["/opt/bells/bells"]
