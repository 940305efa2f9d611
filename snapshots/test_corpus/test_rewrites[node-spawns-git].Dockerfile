FROM node:20 AS builder

WORKDIR /app

COPY package*.json tsconfig.json ./
RUN npm ci
COPY src src
RUN npx --no-install tsc
RUN npm prune --omit=dev --ignore-scripts

FROM node:20 AS runtime

WORKDIR /app
COPY package*.json tsconfig.json ./
COPY --from=builder /app/node_modules /app/node_modules
COPY src src
COPY --from=builder /app/dist /app/dist

CMD ["node", "dist/index.js"]
