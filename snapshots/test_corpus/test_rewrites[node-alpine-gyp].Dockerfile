FROM node:20-alpine3.19 AS builder

WORKDIR /app
COPY package*.json binding.gyp reverse.cc ./

RUN apk add --no-cache --virtual .gyp python3 make g++ \
    && npm ci \
    && apk del .gyp

COPY . .
RUN npm run bundle
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-alpine3.19 AS runtime

WORKDIR /app
COPY --from=builder /app /app

USER node
EXPOSE 3000
CMD ["node", "bundle.cjs"]
