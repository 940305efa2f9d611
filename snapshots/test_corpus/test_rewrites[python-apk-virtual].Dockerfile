FROM python:3.11-alpine3.18 AS base

RUN apk add --no-cache libpq tzdata

FROM base AS builder
RUN apk add --no-cache --virtual .build-deps \
    gcc \
    musl-dev \
    postgresql-dev

ENV TZ=Europe/Berlin

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
RUN apk del .build-deps

FROM base AS runtime

ENV TZ=Europe/Berlin
WORKDIR /app
COPY requirements.txt .
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

COPY app.py .
CMD ["gunicorn", "-b", "0.0.0.0:8000", "app:app"]
