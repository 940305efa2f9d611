FROM golang:1.21 AS builder
ENV PORT=8080 TITLE="Guest book"
WORKDIR /app
COPY . .
RUN go build -o guestbook .

FROM debian:bookworm-slim AS runtime
ENV GOPATH=/go PATH=/go/bin:/usr/local/go/bin:$PATH
ENV PORT=8080 TITLE="Guest book"
WORKDIR /app
COPY --from=builder /etc/mime.types /etc/mime.types
COPY --from=builder /app/guestbook /app/healthy.sh /app/
COPY --from=builder /app/templates /app/templates
COPY --from=builder /app/static /app/static
RUN useradd --system --home-dir /app --shell /usr/sbin/nologin keeper \
 && mkdir -m 750 data \
 && chown keeper:keeper data
USER keeper
EXPOSE 8080
VOLUME /app/data
HEALTHCHECK --interval=5s CMD ["/app/healthy.sh"]
CMD ["./guestbook"]
