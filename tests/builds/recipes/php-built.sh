#!/bin/sh
# Builds the PHP of /source (without the optimizations that only cost time here): below /usr/local
# what all kinds have, /fpm and /apache what they have besides; /packages are the Debian packages
# that they link.
set -eu
mkdir -p /usr/src/php
tar --extract --directory /usr/src/php --strip-components=1 --file /source/source.tar
cd /usr/src/php
a2dismod mpm_event
a2enmod mpm_prefork
[ -x configure ] || ./buildconf --force
CFLAGS='-O0 -fpic -fpie' ./configure --build="$(dpkg-architecture --query DEB_BUILD_GNU_TYPE)" \
    --with-config-file-path=/usr/local/etc/php \
    --with-config-file-scan-dir=/usr/local/etc/php/conf.d --enable-option-checking=fatal \
    --with-mhash --with-pic --enable-mbstring --enable-mysqlnd --with-password-argon2 \
    --with-sodium=shared --with-pdo-sqlite=/usr --with-sqlite3=/usr --with-curl --with-iconv \
    --with-openssl --with-readline --with-zlib --disable-phpdbg --with-pear \
    --with-libdir=lib/x86_64-linux-gnu --disable-cgi --with-apxs2 --enable-fpm \
    --with-fpm-user=www-data --with-fpm-group=www-data >/configure.log 2>&1 ||
    { tail -30 /configure.log; exit 1; }
make -j "$(nproc)" >/make.log 2>&1 || { tail -30 /make.log; exit 1; }
make install >/install.log 2>&1 || { tail -30 /install.log; exit 1; }
cd /

mkdir -p /usr/local/etc/php/conf.d /fpm/usr/local/etc /fpm/usr/local/sbin \
    /apache/usr/lib/apache2/modules
cp /usr/src/php/php.ini-development /usr/src/php/php.ini-production /usr/local/etc/php/
rm -r /usr/src/php
find /usr/local -type f -perm /111 -exec strip --strip-all '{}' ';' 2>/dev/null || true
echo 'extension=sodium.so' >/usr/local/etc/php/conf.d/docker-php-ext-sodium.ini
mv /usr/local/sbin/php-fpm /fpm/usr/local/sbin/
mv /usr/local/etc/php-fpm.conf.default /usr/local/etc/php-fpm.d /fpm/usr/local/etc/
module=$(find /usr/lib/apache2/modules -name 'libphp*.so')
strip --strip-all "$module"
mv "$module" /apache/usr/lib/apache2/modules/
install -m 755 -t /usr/local/bin /run/recipes/docker-php-entrypoint \
    /run/recipes/docker-php-ext-configure /run/recipes/docker-php-ext-enable \
    /run/recipes/docker-php-ext-install /run/recipes/docker-php-source
sh /run/recipes/linked-packages.sh /usr/local >/packages
