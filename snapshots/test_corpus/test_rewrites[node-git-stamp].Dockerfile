FROM node:20-slim AS base
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
WORKDIR /app

FROM base AS builder
COPY . .
RUN npm ci && npm run build
RUN npm prune --omit=dev --ignore-scripts

FROM base AS runtime
COPY --from=builder /app /app
ENV NODE_ENV=production
CMD ["node", "dist/server.js"]
EXPOSE 3000
