#!/bin/sh
# Adds certificates of /certificates to those that Java trusts, where that is asked for.
set -e
if [ -n "${USE_SYSTEM_CA_CERTS:-}" ]; then
    store=$JAVA_HOME/lib/security/cacerts
    if [ ! -w "$store" ]; then
        store=$(mktemp)
        cp "$JAVA_HOME/lib/security/cacerts" "$store"
        JAVA_TOOL_OPTIONS="${JAVA_TOOL_OPTIONS:-} -Djavax.net.ssl.trustStore=$store"
        export JAVA_TOOL_OPTIONS
    fi
    for file in /certificates/*.crt; do
        [ ! -f "$file" ] || keytool -import -noprompt -trustcacerts -storepass changeit \
            -alias "$(basename "$file")" -file "$file" -keystore "$store" >/dev/null
    done
fi
exec "$@"
