FROM node:20-bookworm AS builder-base
RUN apt-get update && apt-get install -y --no-install-recommends golang-go && rm -rf /var/lib/apt/lists/*

FROM builder-base AS builder-pages
# the pages
WORKDIR /srv/quiz/pages
COPY pages/package.json pages/package-lock.json ./
RUN npm ci
COPY pages ./
RUN npm run build

FROM builder-base AS builder-quiz
# the server
WORKDIR /srv/quiz
COPY go.mod ./
COPY cmd ./cmd
RUN go build -trimpath -o /usr/local/bin/quiz ./cmd/quiz

FROM node:20-bookworm-slim AS runtime
COPY --from=builder-base /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=builder-base /etc/mime.types /etc/mime.types
WORKDIR /srv/quiz/pages
COPY --from=builder-pages /srv/quiz/pages/dist /srv/quiz/pages/dist
WORKDIR /srv/quiz
COPY --from=builder-quiz /usr/local/bin/quiz /usr/local/bin/quiz

EXPOSE 8080
CMD ["quiz", "/srv/quiz/pages/dist"]
