FROM node:20-bookworm AS base
WORKDIR /srv/shout

COPY package.json package-lock.json ./
RUN npm ci
COPY . .
# the server is TypeScript
RUN npm run build

FROM base AS development
CMD ["npm", "run", "start:dev"]

FROM base AS builder
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim AS runtime
WORKDIR /srv/shout
COPY --from=builder /srv/shout /srv/shout

EXPOSE 3000
CMD ["node", "dist/server.js"]
