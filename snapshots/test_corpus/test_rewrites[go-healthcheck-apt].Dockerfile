FROM debian:bookworm AS builder

ENV DEBIAN_FRONTEND=noninteractive

# hadolint ignore=DL3008,DL3015
RUN apt-get update \
 && apt-get install -y \
    ca-certificates \
    # asked by the HEALTHCHECK below
    curl \
    # the compiler
    golang-go \
    git \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/pinger
COPY . .
RUN go build -o pinger .

FROM debian:bookworm-slim AS runtime

ENV DEBIAN_FRONTEND=noninteractive
# hadolint ignore=DL3008,DL3015
RUN apt-get update \
 && apt-get install -y \
    ca-certificates \
    # asked by the HEALTHCHECK below
    curl \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/pinger
COPY --from=builder /srv/pinger/pinger /srv/pinger/pinger

EXPOSE 8080
HEALTHCHECK --interval=1m --retries=2 CMD curl -fsS http://localhost:8080/healthz || exit 1
CMD ["/srv/pinger/pinger"]
