# PHP at /usr/local as the official images have it, of all kinds, and /packages: what it links.
ARG BASE
FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends \
        apache2 apache2-dev autoconf bison ca-certificates dpkg-dev gcc libargon2-dev libc6-dev \
        libcurl4-openssl-dev libonig-dev libreadline-dev libsodium-dev libsqlite3-dev libssl-dev \
        libxml2-dev make pkg-config re2c xz-utils zlib1g-dev
COPY . /source/
RUN sh /run/recipes/php-built.sh
