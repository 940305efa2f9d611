# gcr.io/distroless/nodejsVERSION-RELEASE: node and its licence, no npm.
ARG BASE
ARG TREE
FROM ${TREE} AS tree

FROM ${BASE}
COPY --from=tree /node/usr/local/bin/node /nodejs/bin/node
ENTRYPOINT ["/nodejs/bin/node"]
