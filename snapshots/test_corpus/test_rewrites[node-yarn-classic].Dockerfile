FROM node:20-bookworm AS builder
ENV APP_ROOT=/opt/parrot
WORKDIR $APP_ROOT
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile --network-timeout 100000
COPY . $APP_ROOT
RUN yarn build
RUN yarn install --production --ignore-scripts --prefer-offline --frozen-lockfile

FROM node:20-bookworm-slim AS runtime
ENV APP_ROOT=/opt/parrot
WORKDIR $APP_ROOT
COPY --from=builder /opt/parrot /opt/parrot
ENV HOST=0.0.0.0
EXPOSE 3000
CMD ["yarn", "start"]
