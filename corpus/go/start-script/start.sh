#!/bin/bash
set -e
cd "$(dirname "$0")"

set -a
. ./settings.env
set +a

for step in migrations/*.sql; do
    ./bin/migrate "$step"
done

exec ./bin/shop
