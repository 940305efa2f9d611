FROM node:20 AS builder

RUN mkdir -p /usr/src/app
WORKDIR /usr/src/app

ARG NODE_ENV=production
ENV NODE_ENV $NODE_ENV

COPY package.json package-lock.json /usr/src/app/
RUN npm ci

FROM node:20-slim AS runtime
LABEL maintainer "reception@example.com"
WORKDIR /usr/src/app
ARG NODE_ENV=production
ENV NODE_ENV $NODE_ENV
COPY --from=builder /usr/src/app/node_modules /usr/src/app/node_modules
COPY . /usr/src/app

ENV PORT 8000
EXPOSE $PORT

CMD node app.js
