ARG NODE=20
FROM node:${NODE} AS build
WORKDIR /srv/unescape
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:${NODE}-slim AS web
ENV NODE_ENV=production
WORKDIR /srv/unescape
COPY --from=build --chown=node:node /srv/unescape ./
USER node
EXPOSE 3000
CMD ["node", "dist/server.js"]
