FROM node:20 AS builder

RUN apt-get update && \
    apt-get install -y --no-install-recommends \
      build-essential \
      libqrencode-dev \
      pkg-config && \
    rm -rf /var/lib/apt/lists/*

WORKDIR /srv/qr

COPY package.json package-lock.json ./
COPY native ./native
RUN npm ci

FROM node:20-slim AS runtime

RUN apt-get update && \
    apt-get install -y --no-install-recommends libgomp1 libatomic1 libqrencode4 && \
    rm -rf /var/lib/apt/lists/*
WORKDIR /srv/qr
COPY package.json package-lock.json ./
COPY --from=builder /srv/qr/native /srv/qr/native
COPY --from=builder /srv/qr/node_modules /srv/qr/node_modules

COPY server.js .

EXPOSE 3000
CMD ["node", "server.js"]
