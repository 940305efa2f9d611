FROM debian:bookworm AS builder

ENV DEBIAN_FRONTEND noninteractive

RUN apt-get update
RUN apt-get install -y --no-install-recommends nodejs npm libnode-dev g++ make python3

WORKDIR /opt/bits
ADD . /opt/bits
RUN npm ci --nodedir=/usr

FROM debian:bookworm-slim AS runtime

ENV DEBIAN_FRONTEND noninteractive
RUN apt-get update
RUN apt-get install -y --no-install-recommends nodejs libnode108
WORKDIR /opt/bits
COPY --from=builder /opt/bits /opt/bits
EXPOSE 8080
CMD ["/usr/bin/node", "/opt/bits/index.js"]
