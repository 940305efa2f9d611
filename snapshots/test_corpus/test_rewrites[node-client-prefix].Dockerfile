FROM node:20 AS builder

WORKDIR /app

# server
COPY package*.json ./
RUN npm ci --only=production

# client
COPY client/package*.json client/
RUN npm ci --prefix client

COPY . .
RUN npm run build --prefix client
RUN cd /app/client && npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime

WORKDIR /app
COPY --from=builder /app /app

ENV NODE_ENV=production
EXPOSE 5000
CMD ["npm", "start"]
