FROM debian:bookworm AS base
RUN curl -sL https://example.com/setup.sh | bash
ARG WHO=me

FROM base AS builder
ARG WHO=me
RUN apt-get update && apt-get install -y golang-go && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN go build -o app .

FROM base AS runtime
ARG WHO=me
WORKDIR /app
COPY --from=builder /app/app /app/app
LABEL who=$WHO
CMD ["./app"]
