FROM python:3.11-slim-bookworm AS builder

WORKDIR /usr/src/app
COPY requirements.txt ./

# psycopg2 compiles
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev \
    && pip install --no-cache-dir -r requirements.txt \
    && apt-get purge -y gcc libc6-dev libpq-dev \
    && rm -rf /var/lib/apt/lists/*

FROM python:3.11-slim-bookworm AS runtime
MAINTAINER Ines Moreau <ines@ledger.example.com>
WORKDIR /usr/src/app
COPY requirements.txt ./
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpq5 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

COPY ledger.py schema.sql ./

ENTRYPOINT ["python", "./ledger.py"]
