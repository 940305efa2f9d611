FR\
OM golang:1.22-bookworm AS builder
ENV ESCAPED=a\\
ENV PLAIN=b
WORKDIR /app
COPY . \
 .
RUN go bui\
ld -o app \
\
.

FROM debian:bookworm-slim AS runtime
ENV ESCAPED=a\\
ENV PLAIN=b
WORKDIR /app
COPY --from=builder /app/app /app/app
CMD ["./app"] \