FROM python:3.11 AS builder

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM builder AS dev
COPY . .
CMD ["flask", "--app", "tides", "run", "--debug", "--host", "0.0.0.0", "--port", "8000"]

FROM python:3.11-slim AS runtime

COPY --from=builder /etc/mime.types /etc/mime.types
WORKDIR /app
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY . .

EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "tides:app"]
