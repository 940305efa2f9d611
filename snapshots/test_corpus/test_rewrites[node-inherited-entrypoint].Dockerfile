FROM node:20 AS builder
WORKDIR /srv/about
COPY . .
RUN npm i && npx esbuild --bundle style/main.css --minify --outfile=bundle.css
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime
WORKDIR /srv/about
COPY --from=builder /srv/about /srv/about
EXPOSE 8080
CMD ["server.js"]
