FROM node:20-slim AS builder

# node-gyp wants python3, make and a compiler
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates python3 make g++ \
  && apt-get clean \
  && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY package.json package-lock.json binding.gyp crc.cpp ./
RUN npm install --omit=dev

FROM node:20-slim AS runtime

RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json binding.gyp crc.cpp ./
COPY --from=builder /app/node_modules /app/node_modules
COPY --from=builder /app/build /app/build

COPY server.js ./

EXPOSE 4000
CMD ["node", "server.js"]
