FROM node:20 AS builder

WORKDIR /repo

# manifests of every workspace first, so that the install is cached
COPY package.json package-lock.json ./
COPY packages/api/package.json packages/api/
COPY packages/cli/package.json packages/cli/
COPY packages/text/package.json packages/text/
RUN npm ci

COPY tsconfig.base.json ./
COPY packages packages
RUN npm run build --workspace=@acme/api

FROM node:20-slim AS runtime

WORKDIR /repo
COPY package.json package-lock.json ./
COPY --from=builder /repo/node_modules /repo/node_modules
COPY tsconfig.base.json ./
COPY --from=builder /repo/packages /repo/packages

EXPOSE 3000
CMD ["node", "packages/api/dist/index.js"]
