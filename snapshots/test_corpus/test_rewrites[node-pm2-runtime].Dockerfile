FROM node:20 AS builder
RUN npm i -g pm2@5.4.3

WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
RUN npm ci
COPY src/ src/
COPY ecosystem.config.js .
RUN npx tsc
RUN npm prune --omit=dev --ignore-scripts

FROM node:20 AS runtime
RUN npm i -g pm2@5.4.3
WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
COPY --from=builder /app/node_modules /app/node_modules
COPY src/ src/
COPY ecosystem.config.js .
COPY --from=builder /app/dist /app/dist

EXPOSE 8080
CMD ["pm2-runtime", "start", "ecosystem.config.js", "--env", "production"]
