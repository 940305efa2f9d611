FROM node:20 AS builder

RUN mkdir -p /home/node/app/node_modules /home/node/app/data \
 && chown -R node:node /home/node/app

WORKDIR /home/node/app

COPY --chown=node:node package*.json ./

USER node

RUN npm ci

COPY --chown=node:node . .
RUN npm run build
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime

RUN mkdir -p /home/node/app/node_modules /home/node/app/data \
 && chown -R node:node /home/node/app
WORKDIR /home/node/app
COPY --chown=node:node package*.json ./
USER node
COPY --from=builder --chown=node:node /home/node/app /home/node/app

VOLUME /home/node/app/data
EXPOSE 3000

CMD [ "node", "dist/index.js" ]
