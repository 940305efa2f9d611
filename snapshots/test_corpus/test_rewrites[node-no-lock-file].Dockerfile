FROM node:20 AS builder
WORKDIR /usr/app
COPY ./package.json ./
RUN npm install --production
COPY ./ ./
RUN npm install --include=dev && npm run bundle
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime
MAINTAINER web team <web@example.com>
WORKDIR /usr/app
COPY --from=builder /usr/app /usr/app
ENV PORT 8080
CMD ["npm", "start", "--silent"]
