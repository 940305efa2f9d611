#!/bin/sh
# cron starts with an empty environment
export -p > /etc/report.env
tail -F /var/log/report.log &
exec cron -f
