FROM node:20-bookworm AS builder
WORKDIR /app

COPY package.json package-lock.json ./
RUN npm ci

COPY config ./config
COPY tsconfig.json .
COPY src ./src
RUN npm run build
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim AS runtime
WORKDIR /app
COPY package.json package-lock.json ./
COPY --from=builder /app/node_modules /app/node_modules
COPY config ./config
COPY tsconfig.json .
COPY src ./src
COPY --from=builder /app/lib /app/lib

# only now: with it set earlier there would be no compiler
ENV NODE_ENV=production
ENV PORT=8080

EXPOSE 8080
CMD ["node", "lib/server.js"]
