ARG TAG=3.12 FLAVOUR
FROM --platform=$BUILDPLATFORM python:${TAG:-3}${FLAVOUR:+-$FLAVOUR}
ONBUILD COPY --chown=app . /app
ONBUILD RUN <<EOF
pip install .
EOF
ONBUILD HEALTHCHECK --interval=5m CMD ["curl", "-f", "http://localhost/"]
HEALTHCHECK --interval=30s --timeout=3s --start-period=1m --retries=3 \
  CMD curl -f http://localhost:8000/ || exit 1
STOPSIGNAL SIGINT
VOLUME ["/data", "/var/log"] 
VOLUME /a /b
EXPOSE 80 443/tcp 8000-8010/udp $PORT
MAINTAINER A B <a@example.com>
USER app:app
