#!/usr/bin/env bash
# wait-for-it.sh [--timeout=SECONDS] -- COMMAND...
# Starts COMMAND once $BROKER (host:port) answers; at once if it is empty.

TIMEOUT=15
while [[ $# -gt 0 ]]; do
    case "$1" in
        --timeout=*) TIMEOUT="${1#*=}"; shift ;;
        --) shift; break ;;
        *) echo "what is $1?" >&2; exit 2 ;;
    esac
done

if [[ -n "$BROKER" ]]; then
    host=${BROKER%:*} port=${BROKER##*:}
    timeout "$TIMEOUT" bash -c "until (: < /dev/tcp/$host/$port) 2>/dev/null; do sleep 1; done" || {
        echo "$BROKER did not answer within $TIMEOUT seconds" >&2
        exit 1
    }
fi

exec "$@"
