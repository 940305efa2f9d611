FROM node:20 AS builder
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run bundle

FROM node:20-slim AS runtime
WORKDIR /app
COPY --from=builder /app /app
# settings come from .env unless they are set
ENV NODE_OPTIONS="--require dotenv/config"
EXPOSE 7007
HEALTHCHECK --start-period=2s --interval=20s CMD node -e "fetch('http://localhost:7007').then(r => process.exit(r.ok ? 0 : 1))"
CMD ["node", "bundle.js"]
