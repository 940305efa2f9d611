FROM node:20 AS builder
WORKDIR /app
COPY package.json ./
COPY package-lock.json ./
RUN npm ci
COPY build.js server.js ./
COPY client ./client
COPY public ./public
RUN node build.js

FROM node:20-slim AS runtime
WORKDIR /app
COPY --from=builder /app /app
EXPOSE 8080
CMD ["node", "server.js"]
