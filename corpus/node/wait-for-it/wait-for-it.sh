#!/usr/bin/env bash
# Waits until $WAIT_FOR (host:port, nothing: no wait) takes connections, then
# becomes the command after the two dashes.

while [[ $# -gt 0 && $1 != -- ]]; do
    WAIT_FOR=$1
    shift
done
shift

if [[ -n $WAIT_FOR ]]; then
    host=${WAIT_FOR%:*} port=${WAIT_FOR##*:}
    if ! timeout "${WAIT_TIMEOUT:-15}" bash -c "until (: < /dev/tcp/$host/$port) 2>/dev/null; do sleep 0.2; done"; then
        echo "$WAIT_FOR does not answer" >&2
        [[ ${WAIT_STRICT:-1} = 1 ]] && exit 1
    fi
fi

exec "$@"
