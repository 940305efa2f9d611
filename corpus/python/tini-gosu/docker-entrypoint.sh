#!/bin/sh
set -e

if [ "$1" = 'python' -a "$(id -u)" = '0' ]; then
	find /data \! -user app -exec chown app '{}' +
	exec gosu app "$0" "$@"
fi

exec "$@"
