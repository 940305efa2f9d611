# syntax=docker/dockerfile:1.7
FROM golang:1.22-bookworm AS builder

WORKDIR /opt/rota

COPY <<"PEOPLE" names.txt
FROM here on these are names, not instructions
Ada
# Grace is away
CMD is no name either
PEOPLE

COPY go.mod main.go ./

RUN <<EOF
set -e
# build
go build -o rota .
# set up
useradd --system rota
mkdir -p log
chown rota log
EOF

FROM debian:bookworm-slim AS runtime

WORKDIR /opt/rota
COPY <<"PEOPLE" names.txt
FROM here on these are names, not instructions
Ada
# Grace is away
CMD is no name either
PEOPLE

RUN <<EOF
set -e
# set up
useradd --system rota
mkdir -p log
chown rota log
EOF

COPY --from=builder /opt/rota/rota /opt/rota/rota

USER rota
CMD ["./rota", "log/rota.log"]
