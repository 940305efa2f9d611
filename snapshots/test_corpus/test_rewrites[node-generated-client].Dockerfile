FROM node:20 AS builder
WORKDIR /app

COPY package*.json ./
RUN npm ci

COPY . .
RUN npm run generate && npm run build
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime
WORKDIR /app
COPY --from=builder /app /app

USER node
EXPOSE 3000
CMD ["node", "dist/main.js"]
