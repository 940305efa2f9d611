FROM node:22-bookworm AS builder

WORKDIR /srv/unescape

COPY package.json package-lock.json ./
RUN npm ci

COPY . .
RUN npm run build
RUN npm prune --omit=dev --ignore-scripts

FROM gcr.io/distroless/nodejs22-debian13 AS runtime

ENV PATH=/nodejs/bin:$PATH
COPY --from=builder /etc/passwd /etc/passwd
COPY --from=builder /etc/group /etc/group
WORKDIR /srv/unescape
COPY --from=builder /srv/unescape /srv/unescape

ENV NODE_ENV=production
USER node
EXPOSE 3000
CMD ["node", "dist/server.js"]
ENTRYPOINT []
