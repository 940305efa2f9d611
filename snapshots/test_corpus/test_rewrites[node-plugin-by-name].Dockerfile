FROM node:20 AS builder

WORKDIR /app
ADD package*.json /app/
RUN npm install --no-audit --no-fund

FROM node:20-slim AS runtime

WORKDIR /app
COPY --from=builder /app/node_modules /app/node_modules
ADD . /app

EXPOSE 8081
ENTRYPOINT ["node"]
CMD ["index.mjs"]
