#!/bin/sh
# Sets up php-fpm as the official images do: logs go to the container's, workers keep environment.
set -eu
cd /usr/local/etc
cp php-fpm.conf.default php-fpm.conf
sed -i 's!=NONE/!=!; s!^include=.*!include=etc/php-fpm.d/*.conf!' php-fpm.conf
cp php-fpm.d/www.conf.default php-fpm.d/www.conf
cat >php-fpm.d/docker.conf <<'CONF'
[global]
error_log = /proc/self/fd/2
log_limit = 8192

[www]
access.log = /proc/self/fd/2
clear_env = no
catch_workers_output = yes
decorate_workers_output = no
CONF
cat >php-fpm.d/zz-docker.conf <<'CONF'
[global]
daemonize = no

[www]
listen = 9000
CONF
