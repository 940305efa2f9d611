# ruby:SERIES on a Debian base. The interpreter comes from ruby-built.
ARG BASE
ARG BUILT
FROM ${BUILT} AS built

FROM ${BASE}
ENV LANG=C.UTF-8
ARG VERSION
ARG SHA256
ENV RUBY_VERSION=${VERSION} RUBY_DOWNLOAD_SHA256=${SHA256}
ARG PACKAGES
COPY --from=built /usr/local/ /usr/local/
RUN --mount=type=bind,from=built,source=/packages,target=/run/packages \
    apt-get update \
    && apt-get install -y --no-install-recommends ${PACKAGES} $(cat /run/packages) \
    && rm -rf /var/lib/apt/lists/* && ldconfig && ruby --version && gem --version
ENV GEM_HOME=/usr/local/bundle
ENV BUNDLE_SILENCE_ROOT_WARNING=1 BUNDLE_APP_CONFIG=$GEM_HOME PATH=$GEM_HOME/bin:$PATH
RUN mkdir "$GEM_HOME" && chmod 1777 "$GEM_HOME"
CMD ["irb"]
