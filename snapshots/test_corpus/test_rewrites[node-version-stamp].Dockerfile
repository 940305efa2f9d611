ARG NODE_VERSION=20
FROM node:${NODE_VERSION} AS builder

ARG RELEASE=0.0.0-dev
ARG COMMIT=none

WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
RUN npx esbuild src/about.mjs --bundle --platform=node --format=cjs \
      --define:RELEASE="\"$RELEASE\"" --outfile=dist/about.cjs
RUN npm prune --omit=dev --ignore-scripts

FROM node:${NODE_VERSION}-slim AS runtime

ARG RELEASE=0.0.0-dev
ARG COMMIT=none
LABEL org.opencontainers.image.version=$RELEASE \
      org.opencontainers.image.title="About page"
WORKDIR /app
COPY package.json package-lock.json ./
COPY --from=builder /app/node_modules /app/node_modules
COPY src ./src
COPY --from=builder /app/dist/about.cjs /app/dist/about.cjs

ENV COMMIT=${COMMIT} NODE_ENV=production
ENV TITLE="About (${COMMIT})"
EXPOSE 8080
CMD ["node", "dist/about.cjs"]
