# What all php images hold besides PHP: what extensions are compiled with, and the environment.
ARG BASE
FROM ${BASE}
ENV PHPIZE_DEPS="autoconf dpkg-dev file g++ gcc libc-dev make pkg-config re2c"
RUN apt-get update && apt-get install -y --no-install-recommends \
        ${PHPIZE_DEPS} ca-certificates curl xz-utils \
    && rm -rf /var/lib/apt/lists/*
ENV PHP_INI_DIR=/usr/local/etc/php
RUN mkdir -p "$PHP_INI_DIR/conf.d" && mkdir -p /var/www/html \
    && chown www-data:www-data /var/www/html && chmod 1777 /var/www/html
ENV PHP_CFLAGS="-fstack-protector-strong -fpic -fpie -O2 -D_LARGEFILE_SOURCE -D_FILE_OFFSET_BITS=64"
ENV PHP_CPPFLAGS="$PHP_CFLAGS" PHP_LDFLAGS="-Wl,-O1 -pie"
