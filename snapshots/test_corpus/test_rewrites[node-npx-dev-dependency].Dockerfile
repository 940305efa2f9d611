FROM node:20 AS builder
WORKDIR /web
COPY ./package*.json /web/
RUN npm ci
COPY . /web
RUN npm run build

FROM node:20-slim AS runtime
WORKDIR /web
COPY --from=builder /web /web
EXPOSE 8080
CMD ["npx", "http-server", "dist", "-p", "8080", "-s", "-c-1"]
