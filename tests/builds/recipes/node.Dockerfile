# node:RELEASE on a Debian base; node and npm come from node-tree.
ARG BASE
ARG TREE
ARG YARN
FROM ${TREE} AS tree
FROM ${YARN} AS yarn

FROM ${BASE}
RUN groupadd --gid 1000 node \
    && useradd --uid 1000 --gid node --shell /bin/bash --create-home node
ARG VERSION
ENV NODE_VERSION=${VERSION}
COPY --from=tree /node/usr/local/ /usr/local/
ARG YARN_VERSION=1.22.22
COPY --from=yarn /yarn/ /opt/yarn-v${YARN_VERSION}/
RUN ln -s "/opt/yarn-v${YARN_VERSION}/bin/yarn" /usr/local/bin/yarn \
    && ln -s "/opt/yarn-v${YARN_VERSION}/bin/yarnpkg" /usr/local/bin/yarnpkg \
    && node --version && npm --version && yarn --version && rm -rf /tmp/*
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node"]
