#!/bin/sh
set -e

if [ "${SKIP_MIGRATIONS:-no}" = no ]; then
  node dist/migrate.js migrations
fi

exec "$@"
