#!/bin/sh
# Installs Apache with PHP in it as the official images do: logs go to the container's.
set -eu
apt-get update
apt-get install -y --no-install-recommends apache2
rm -rf /var/lib/apt/lists/*
sed -ri 's/^export ([^=]+)=(.*)$/: ${\1:=\2}\nexport \1/' "$APACHE_ENVVARS"
. "$APACHE_ENVVARS"
rm -rf /var/www/html/*
for directory in "$APACHE_LOCK_DIR" "$APACHE_RUN_DIR" "$APACHE_LOG_DIR"; do
    rm -rf "$directory"
    mkdir -p "$directory"
    chown "$APACHE_RUN_USER:$APACHE_RUN_GROUP" "$directory"
    chmod 1777 "$directory"
done
ln -sfT /dev/stderr "$APACHE_LOG_DIR/error.log"
ln -sfT /dev/stdout "$APACHE_LOG_DIR/access.log"
ln -sfT /dev/stdout "$APACHE_LOG_DIR/other_vhosts_access.log"
a2dismod mpm_event
a2enmod mpm_prefork
echo 'LoadModule php_module /usr/lib/apache2/modules/libphp.so' >/etc/apache2/mods-available/php.load
a2enmod php
cat >"$APACHE_CONFDIR/conf-available/docker-php.conf" <<'CONF'
<FilesMatch \.php$>
	SetHandler application/x-httpd-php
</FilesMatch>
DirectoryIndex disabled
DirectoryIndex index.php index.html
<Directory /var/www/>
	Options -Indexes
	AllowOverride All
</Directory>
CONF
a2enconf docker-php
install -m 755 /run/recipes/apache2-foreground /usr/local/bin/
