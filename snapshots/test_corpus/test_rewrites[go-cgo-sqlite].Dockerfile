FROM golang:1.21-bookworm AS builder

# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends \
        # headers, and the library with them
        libsqlite3-dev \
        # cgo asks it for the flags
        pkg-config \
        # somebody always wants to look into the database
        sqlite3 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY . .
RUN go build -o scores .

FROM debian:bookworm-slim AS runtime

# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends \
        # somebody always wants to look into the database
        sqlite3 libsqlite3-0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=builder /app/scores /app/scores

VOLUME /var/lib/scores
CMD ["./scores", "/var/lib/scores/scores.db"]
