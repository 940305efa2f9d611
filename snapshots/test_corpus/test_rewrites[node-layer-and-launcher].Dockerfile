# syntax=docker/dockerfile:1
FROM node:20-bookworm AS builder

WORKDIR /srv/unescape

COPY package.json package-lock.json ./
RUN --mount=type=cache,id=npm-debian-bookworm,target=/root/.npm npm ci
# everything at once
COPY . .
RUN npm run build
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim AS runtime

WORKDIR /srv/unescape
COPY --from=builder /srv/unescape /srv/unescape

ENV NODE_ENV=production
EXPOSE 3000
CMD ["node", "dist/server.js"]
