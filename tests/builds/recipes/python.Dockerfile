# python:SERIES on a Debian base. The interpreter comes from python-built, PACKAGES are what the
# full and the slim images install themselves.
ARG BASE
ARG BUILT
FROM ${BUILT} AS built

FROM ${BASE}
ENV PATH=/usr/local/bin:$PATH
ARG PACKAGES
COPY --from=built /usr/local/ /usr/local/
RUN --mount=type=bind,from=built,source=/packages,target=/run/packages \
    apt-get update \
    && apt-get install -y --no-install-recommends ${PACKAGES} $(cat /run/packages) \
    && rm -rf /var/lib/apt/lists/* && ldconfig && python3 --version
ARG VERSION
ARG SHA256
ENV PYTHON_VERSION=${VERSION} PYTHON_SHA256=${SHA256}
CMD ["python3"]
