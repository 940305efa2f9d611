FROM node:20-alpine3.19 AS builder
WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
RUN npm ci
COPY src ./src
RUN npm run build && rm -rf src
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-alpine3.19 AS runtime
WORKDIR /app
COPY --from=builder /app /app
USER node
EXPOSE 3000
CMD ["node", "."]
