# node:RELEASE-alpine: a node for musl, and the C++ libraries that it links.
ARG BASE
ARG TREE
ARG YARN
FROM ${TREE} AS tree
FROM ${YARN} AS yarn

FROM ${BASE}
RUN addgroup -g 1000 node && adduser -u 1000 -G node -s /bin/sh -D node
ARG VERSION
ENV NODE_VERSION=${VERSION}
COPY --from=tree /node/ /
ARG YARN_VERSION=1.22.22
COPY --from=yarn /yarn/ /opt/yarn-v${YARN_VERSION}/
RUN ln -s "/opt/yarn-v${YARN_VERSION}/bin/yarn" /usr/local/bin/yarn \
    && ln -s "/opt/yarn-v${YARN_VERSION}/bin/yarnpkg" /usr/local/bin/yarnpkg \
    && node --version && npm --version && yarn --version && rm -rf /tmp/*
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node"]
