FROM node:20 AS builder
WORKDIR /app
COPY package.json .
COPY package-lock.json .
RUN npm ci

FROM node:20-slim AS runtime
WORKDIR /app
COPY --from=builder /app/node_modules /app/node_modules
COPY . .
EXPOSE 3000
CMD npm start
