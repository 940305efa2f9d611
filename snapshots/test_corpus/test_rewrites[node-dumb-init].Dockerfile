# syntax=docker/dockerfile:1
FROM node:20-bookworm-slim AS builder

RUN apt-get update -qq && apt-get install -qq -y --no-install-recommends dumb-init g++ make python3 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /usr/src/app
RUN chown node:node .
USER node

COPY --chown=node:node package.json package-lock.json ./
RUN npm ci
COPY --chown=node:node . .
# the formatter has the last word on what is shipped
RUN npm run format:check
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim AS runtime

RUN apt-get update -qq && apt-get install -qq -y --no-install-recommends dumb-init \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /usr/src/app
RUN chown node:node .
USER node
COPY --chown=node:node package.json package-lock.json ./
COPY --from=builder --chown=node:node /usr/src/app/node_modules /usr/src/app/node_modules
COPY --chown=node:node . .

ENV NODE_ENV=production
EXPOSE 3000
ENTRYPOINT ["/usr/bin/dumb-init", "--"]
CMD ["node", "server.js"]
