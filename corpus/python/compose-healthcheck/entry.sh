if [ -n "$STATSD" ]; then
    until nc -z "${STATSD%:*}" "${STATSD#*:}"; do
        echo "no $STATSD yet"
        sleep 1
    done
fi
exec waitress-serve --listen=0.0.0.0:9090 gauge:app
