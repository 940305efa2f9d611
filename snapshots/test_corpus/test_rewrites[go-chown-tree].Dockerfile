FROM golang:1.22 AS builder

RUN groupadd --gid 1000 app \
 && useradd --uid 1000 --gid app --create-home --shell /bin/bash app

RUN mkdir -p /home/app/gallery && chown -R app:app /home/app
WORKDIR /home/app/gallery
COPY --chown=app:app . .

USER app
RUN go build -o gallery .

FROM debian:bookworm-slim AS runtime

COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=builder /etc/mime.types /etc/mime.types
RUN groupadd --gid 1000 app \
 && useradd --uid 1000 --gid app --create-home --shell /bin/bash app
RUN mkdir -p /home/app/gallery && chown -R app:app /home/app
WORKDIR /home/app/gallery
COPY --from=builder --chown=app:app /home/app/gallery/public /home/app/gallery/public
USER app
COPY --from=builder --chown=app:app /home/app/gallery/gallery /home/app/gallery/gallery

EXPOSE 8080
CMD ["./gallery"]
