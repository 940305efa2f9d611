FROM node:20 AS builder
WORKDIR /home/node/entities
COPY . .
RUN npm ci && npm run build

FROM node:20-slim AS runtime
WORKDIR /home/node/entities
COPY --from=builder /home/node/entities /home/node/entities
CMD ["node", "dist/index.js"]
