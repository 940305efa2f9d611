# Yarn 1 at /yarn, fetched with the npm of a node-tree.
ARG BASE
FROM ${BASE}
ARG VERSION
RUN export PATH="/node/usr/local/bin:$PATH" \
    && npm pack --globalconfig /usr/local/etc/npmrc "yarn@${VERSION}" \
    && mkdir /yarn \
    && tar --extract --strip-components=1 --directory /yarn --file "yarn-${VERSION}.tgz" \
    && chmod 755 /yarn/bin/yarn /yarn/bin/yarnpkg /yarn/bin/yarn.js
