FROM node:20 AS builder
WORKDIR /app
COPY . .
RUN npm install && npm run build && mkdir -p /var/spool/counter
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime
WORKDIR /app
COPY --from=builder /app /app
RUN mkdir -p /var/spool/counter
EXPOSE 8080
CMD ["npm", "start"]
