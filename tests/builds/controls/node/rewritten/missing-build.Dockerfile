FROM node:20 AS builder

ENV PORT=3000
WORKDIR /app
COPY package.json package-lock.json binding.gyp addon.c ./
RUN npm ci
COPY . .
RUN npm run build
RUN mkdir data && chown node:node data
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime
ENV PORT=3000
WORKDIR /app
COPY . .
COPY --from=builder /app/node_modules node_modules
USER node
EXPOSE 3000
CMD ["node", "dist/server.js"]
