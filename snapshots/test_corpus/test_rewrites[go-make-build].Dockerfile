FROM golang:1.22-bookworm AS builder

ARG VERSION=0.3.0

WORKDIR /app
ADD . /app
RUN make build VERSION=$VERSION

FROM debian:bookworm-slim AS runtime
LABEL maintainer="ops@example.com"
WORKDIR /app
COPY --from=builder /app/config /app/config
COPY --from=builder /app/bin/taskd /app/bin/taskd

CMD ["./bin/taskd", "--config", "config/taskd.json"]
