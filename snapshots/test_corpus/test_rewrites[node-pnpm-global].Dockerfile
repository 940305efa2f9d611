FROM node:20-slim AS builder
RUN npm install -g pnpm@8.15.9
WORKDIR /app
COPY package.json pnpm-lock.yaml ./
RUN pnpm install --frozen-lockfile
COPY . .
RUN pnpm run build
RUN CI=true pnpm prune --prod --config.ignore-scripts=true

FROM node:20-slim AS runtime
WORKDIR /app
COPY --from=builder /app /app
EXPOSE 3000
CMD ["node", "dist/index.js"]
