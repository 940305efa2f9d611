FROM node:20 AS builder

ENV PORT=3000
WORKDIR /app
COPY package.json package-lock.json binding.gyp addon.c ./
RUN npm ci
COPY . .
RUN npm run build
RUN mkdir data && chown node:node data
RUN rm -r node_modules/typescript

FROM node:20-slim AS runtime
ENV PORT=3000
WORKDIR /app
COPY --from=builder /app /app
USER node
EXPOSE 3000
CMD ["node", "dist/server.js"]
