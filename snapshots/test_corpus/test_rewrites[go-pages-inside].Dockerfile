FROM node:20-bookworm AS builder-base
RUN apt-get update && apt-get install -y --no-install-recommends golang-go && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/quiz
COPY . .

FROM builder-base AS builder-quiz
RUN cd pages && npm ci && npm run build
RUN go build -trimpath -o /usr/local/bin/quiz ./cmd/quiz

FROM builder-base AS builder-ask
RUN go build -trimpath -o /usr/local/bin/ask ./cmd/ask

FROM node:20-bookworm-slim AS runtime
COPY --from=builder-base /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=builder-base /etc/mime.types /etc/mime.types
WORKDIR /srv/quiz
COPY --from=builder-quiz /srv/quiz/pages/dist /srv/quiz/pages/dist
COPY --from=builder-quiz /usr/local/bin/quiz /usr/local/bin/quiz
COPY --from=builder-ask /usr/local/bin/ask /usr/local/bin/ask

EXPOSE 8080
CMD ["quiz"]
