# syntax=docker/dockerfile:1
FROM python:3.11-bookworm AS builder

ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
RUN pip install --no-cache-dir uv==0.4.30

WORKDIR /app
COPY requirements.txt .
RUN uv pip install --system -r requirements.txt

FROM python:3.11-slim-bookworm AS runtime

COPY --from=builder /etc/mime.types /etc/mime.types
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
WORKDIR /app
COPY requirements.txt .
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

COPY main.py .

HEALTHCHECK --interval=30s --timeout=3s \
  CMD python -c "import urllib.request as r; r.urlopen('http://localhost:8080/healthz')"

EXPOSE 8080
STOPSIGNAL SIGINT
CMD ["waitress-serve", "--host=0.0.0.0", "main:app"]
