FROM node:20-bookworm AS builder
WORKDIR /usr/src/units
COPY package.json package-lock.json ./
# postinstall needs these
COPY tools tools/
COPY units.csv .
RUN npm ci
COPY . .
RUN npm run bundle

FROM node:20-bookworm-slim AS runtime
WORKDIR /usr/src/units
COPY --from=builder /usr/src/units /usr/src/units
EXPOSE 8080
CMD ["node", "server.js"]
