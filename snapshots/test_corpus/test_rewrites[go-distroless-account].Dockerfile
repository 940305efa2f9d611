FROM golang:1.22 AS builder
RUN groupadd --gid 1500 teller && useradd --uid 1500 --gid teller --no-create-home teller
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -o /usr/local/bin/teller .

FROM gcr.io/distroless/static-debian12 AS runtime
COPY --from=builder /etc/passwd /etc/passwd
COPY --from=builder /etc/group /etc/group
WORKDIR /src
COPY --from=builder /usr/local/bin/teller /usr/local/bin/teller
COPY --chown=teller:teller tales /var/lib/tales
USER teller
ENTRYPOINT ["teller"]
CMD ["/var/lib/tales"]
