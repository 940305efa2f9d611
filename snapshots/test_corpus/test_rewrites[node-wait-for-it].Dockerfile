FROM node:20 AS builder
WORKDIR /code
COPY package*.json /code/
RUN npm install
COPY . /code/
RUN npm run bundle && chmod +x wait-for-it.sh
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime
WORKDIR /code
COPY --from=builder /code /code
EXPOSE 3000
CMD ["./wait-for-it.sh", "--", "node", "bundle.js"]
