###############################################################
#  relay: hands lines on                                      #
#  built, cleaned up and set up in one layer to keep it small #
###############################################################
FROM golang:1.21 AS builder

ENV APP_HOME=/opt/relay

COPY . /tmp/relay

RUN set -eux; \
    apt-get update; \
    apt-get install -y --no-install-recommends \
        # only the build calls it
        make \
        # PID 1
        tini \
    ; \
    make -C /tmp/relay PREFIX="$APP_HOME" install; \
    rm -rf /tmp/relay /var/lib/apt/lists/* /root/.cache; \
    # the account, and what it may write
    useradd --system --no-create-home relay; \
    mkdir -p "$APP_HOME/spool"; \
    chown relay: "$APP_HOME/spool"; \
    ln -s "$APP_HOME/bin/relay" /usr/local/bin/relay

FROM debian:bookworm-slim AS runtime

ENV APP_HOME=/opt/relay
RUN set -eux; \
    apt-get update; \
    apt-get install -y --no-install-recommends \
        # PID 1
        tini; \
    rm -rf /tmp/relay /var/lib/apt/lists/* /root/.cache; \
    # the account, and what it may write
    useradd --system --no-create-home relay; \
    mkdir -p "$APP_HOME/spool"; \
    chown relay: "$APP_HOME/spool"; \
    ln -s "$APP_HOME/bin/relay" /usr/local/bin/relay
COPY --from=builder /opt/relay/bin/relay /opt/relay/bin/relay
COPY --from=builder /opt/relay/etc/relay.conf /opt/relay/etc/relay.conf

WORKDIR $APP_HOME
USER relay

ENTRYPOINT ["tini", "--"]
CMD ["relay", "-spool", "spool", "one", "two"]
