FROM golang:1.21-bookworm AS builder

WORKDIR /srv/notes

COPY go.mod main.go ./

# build, and an account that may write its own notes and nothing else
RUN go build -o /usr/local/bin/notes . \
 && groupadd --system notes \
 && useradd --system --gid notes --home-dir /srv/notes --shell /usr/sbin/nologin notes \
 && mkdir -p data \
 && chown notes:notes data

FROM debian:bookworm-slim AS runtime

COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
WORKDIR /srv/notes
COPY --from=builder /usr/local/bin/notes /usr/local/bin/notes
RUN groupadd --system notes \
 && useradd --system --gid notes --home-dir /srv/notes --shell /usr/sbin/nologin notes \
 && mkdir -p data \
 && chown notes:notes data

COPY docker-entrypoint.sh /usr/local/bin/
RUN chmod +x /usr/local/bin/docker-entrypoint.sh

USER notes
EXPOSE 8080

ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["notes", "-addr", ":8080"]
