FROM php:8.2-cli AS builder
RUN docker-php-ext-install bcmath

FROM php:8.2-cli AS runtime
COPY --from=builder /usr/local/lib/php/extensions /usr/local/lib/php/extensions
WORKDIR /app
COPY index.php ./
CMD ["php", "-S", "0.0.0.0:8000"]
