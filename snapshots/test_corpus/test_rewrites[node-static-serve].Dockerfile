FROM node:20 AS builder
RUN npm install -g serve@14.2.4
WORKDIR /site
COPY package*.json ./
RUN npm install
COPY . .
RUN npm run build

FROM node:20-slim AS runtime
RUN npm install -g serve@14.2.4
WORKDIR /site
COPY --from=builder /site/public /site/public
EXPOSE 3000
CMD ["serve", "-n", "-l", "3000", "public"]
