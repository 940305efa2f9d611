FROM node:20-slim AS builder

WORKDIR /srv/unescape

COPY package.json package-lock.json ./
RUN npm ci

COPY . .
RUN npm run build
RUN rm -rf /srv/unescape/node_modules

FROM node:20-slim AS deps
WORKDIR /srv/unescape
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:20-slim AS runtime

WORKDIR /srv/unescape
COPY --from=builder /srv/unescape /srv/unescape
COPY --from=deps /srv/unescape/node_modules /srv/unescape/node_modules

ENV NODE_ENV=production
EXPOSE 3000
CMD ["npm", "start"]
