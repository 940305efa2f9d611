# php:SERIES-apache
ARG BASE
ARG BUILT
FROM ${BUILT} AS built

FROM ${BASE}
ARG VERSION
ARG SHA256
ENV PHP_VERSION=${VERSION} PHP_SHA256=${SHA256}
COPY --from=built /source/source.tar /usr/src/php.tar.xz
COPY --from=built /usr/local/ /usr/local/
RUN --mount=type=bind,from=built,source=/packages,target=/run/packages \
    apt-get update && apt-get install -y --no-install-recommends $(cat /run/packages) \
    && rm -rf /var/lib/apt/lists/* && php --version
ENV APACHE_CONFDIR=/etc/apache2
ENV APACHE_ENVVARS=$APACHE_CONFDIR/envvars
COPY --from=built /apache/ /
RUN sh /run/recipes/php-apache.sh && apache2ctl configtest
ENTRYPOINT ["docker-php-entrypoint"]
WORKDIR /var/www/html
STOPSIGNAL SIGWINCH
EXPOSE 80
CMD ["apache2-foreground"]
