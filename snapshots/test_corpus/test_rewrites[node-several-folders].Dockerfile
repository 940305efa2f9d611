FROM node:20 AS builder
COPY . /project
RUN cd /project/client && npm ci
RUN cd /project/client && npm run build && cp src/index.html dist/
RUN cd /project && mv client/dist server/www
RUN cd /project/server; npm ci --omit dev
RUN cd /project/client && npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime
COPY --from=builder /project /project
EXPOSE 3001
WORKDIR /project/server
CMD node .
