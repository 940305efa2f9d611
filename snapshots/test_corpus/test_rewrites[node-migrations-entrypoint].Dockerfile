FROM node:20 AS builder
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
RUN npm run build
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime
WORKDIR /app
COPY package.json package-lock.json ./
COPY --from=builder /app/node_modules /app/node_modules
COPY tsconfig.json ./
COPY src ./src
COPY --from=builder /app/dist /app/dist

COPY migrations ./migrations
COPY docker-entrypoint.sh ./
RUN chmod 755 docker-entrypoint.sh && mkdir /state

ENV STATE=/state
EXPOSE 3000
ENTRYPOINT ["./docker-entrypoint.sh"]
CMD ["npm", "start"]
