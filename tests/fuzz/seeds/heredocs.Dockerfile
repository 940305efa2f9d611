# syntax=docker/dockerfile:1
FROM alpine:3.20 AS base
RUN <<EOF
apk add --no-cache curl
adduser -D app
EOF
RUN <<-'ONE' cat > /a && cat <<TWO > /b
	first $x
	ONE
second ${x:-y}
TWO
COPY --chown=app:app <<run.sh <<"conf" /srv/
#!/bin/sh
exec "$@"
run.sh
key = value
conf
RUN <<PY 3<<DATA
#!/usr/bin/env python3
print("a \\
b")
PY
0
DATA
CMD ["/srv/run.sh"]
