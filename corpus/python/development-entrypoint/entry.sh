export TIDES_STARTED=yes
exec "$@"
