FROM node:20-bookworm AS builder
WORKDIR /app
COPY . .
RUN npm ci

FROM node:20-bookworm-slim AS runtime
WORKDIR /app
COPY --from=builder /app /app
ENV NODE_ENV production
CMD ["node", "index.js"]
