#!/bin/sh

if [ "$SKIP_MIGRATIONS" != "1" ]
then
    echo "Migrating..."
    python manage.py migrate --noinput
fi

exec "$@"
