FROM python:3.11 AS builder
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends jq && rm -rf /var/lib/apt/lists/*
ADD requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.11-slim AS runtime
COPY --from=builder /etc/mime.types /etc/mime.types
RUN apt-get update && apt-get install -y --no-install-recommends file git && rm -rf /var/lib/apt/lists/*
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends jq && rm -rf /var/lib/apt/lists/*
ADD requirements.txt .
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
ADD app.py .
VOLUME /repository
CMD ["gunicorn", "-b", "0.0.0.0", "app:app"]
