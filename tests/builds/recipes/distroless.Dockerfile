# gcr.io/distroless/KIND-RELEASE: packages unpacked, not installed; no shell, nothing to run.
ARG BASE
FROM ${BASE} AS packages
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates
ARG PACKAGES
RUN sh /run/recipes/distroless.sh /distroless ${PACKAGES}

FROM scratch
COPY --from=packages /distroless/ /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
USER 0
WORKDIR /
