# A stand-in for alpine:RELEASE: busybox and musl as Alpine lays them out, no glibc.
ARG BASE
FROM ${BASE} AS packages
RUN apt-get update && apt-get install -y --no-install-recommends \
        busybox-static musl ca-certificates
ARG RELEASE
COPY . /stand-in/
RUN sh /stand-in/assemble.sh /alpine "${RELEASE}"

FROM scratch
COPY --from=packages /alpine/ /
CMD ["/bin/sh"]
