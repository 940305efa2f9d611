FROM node:20 AS builder
RUN apt-get update \
 && apt-get install --no-install-recommends --yes cmake jq \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/atlas
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:20-slim AS runtime
RUN apt-get update \
 && apt-get install --no-install-recommends --yes jq \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/atlas
COPY --from=builder /srv/atlas/node_modules /srv/atlas/node_modules
COPY . .
USER node
CMD ["node", "index.js"]
