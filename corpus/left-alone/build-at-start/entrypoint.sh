#!/bin/sh
# The operator chooses the plugins when the container starts.
set -e
go build -tags "$PLUGINS" -o /usr/local/bin/gateway .
exec "$@"
