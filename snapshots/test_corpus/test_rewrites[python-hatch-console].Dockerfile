FROM python:3.11 AS builder

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

COPY . /build
RUN python -m pip install /build

FROM python:3.11-slim AS runtime

COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

# invoices are written here
RUN mkdir -p /srv/invoices && chown 1234:0 /srv/invoices
WORKDIR /srv/invoices
USER 1234

CMD ["invoice", "--number", "7"]
