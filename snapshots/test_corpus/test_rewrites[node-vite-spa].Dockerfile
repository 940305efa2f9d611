FROM node:20 AS builder
WORKDIR /app
COPY . .
RUN npm ci
RUN npm run build
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime
WORKDIR /app
COPY --from=builder /app /app
ENV NODE_ENV=production \
    PORT=8080
USER node
EXPOSE 8080
CMD ["node", "server.mjs"]
