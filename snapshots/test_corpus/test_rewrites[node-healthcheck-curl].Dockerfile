FROM node:20-slim AS builder

RUN apt-get update && apt-get install -y --no-install-recommends \
    build-essential \
    ca-certificates \
    curl \
    git \
    python3 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/app

COPY package.json package-lock.json ./
RUN NODE_ENV=development npm ci --no-progress

COPY tsconfig.json index.ts ./
RUN npx tsc
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime

RUN apt-get update && apt-get install -y --no-install-recommends \
    ca-certificates \
    curl \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/app
COPY package.json package-lock.json ./
COPY --from=builder /srv/app/node_modules /srv/app/node_modules
COPY tsconfig.json index.ts ./
COPY --from=builder /srv/app/out /srv/app/out

EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s \
    CMD curl --fail --silent http://localhost:8080/health || exit 1

CMD ["node", "out/index.js"]
