ARG NODE=20-alpine
FROM node:${NODE} AS builder

ENV PNPM_HOME="/pnpm"
ENV PATH="$PNPM_HOME:$PATH"
RUN corepack enable && corepack prepare pnpm@8.15.9 --activate

WORKDIR /srv/web
COPY pnpm-lock.yaml package.json ./
RUN pnpm i --frozen-lockfile
COPY tsconfig.json ./
COPY src/ ./src/
RUN pnpm build
RUN pnpm prune --prod

FROM node:${NODE} AS runtime

ENV PNPM_HOME="/pnpm"
ENV PATH="$PNPM_HOME:$PATH"
RUN corepack enable
WORKDIR /srv/web
COPY pnpm-lock.yaml package.json ./
COPY tsconfig.json ./
COPY src/ ./src/
COPY --from=builder /srv/web/dist /srv/web/dist
COPY --from=builder /srv/web/node_modules /srv/web/node_modules

CMD ["node", "/srv/web/dist/index.js"]
