FROM python:3.11 AS builder
WORKDIR /srv/search
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN mkdir model && python build_index.py texts/*.txt

FROM python:3.11-slim AS runtime
COPY --from=builder /etc/mime.types /etc/mime.types
EXPOSE 7000
WORKDIR /srv/search
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY --from=builder /srv/search /srv/search
CMD ["gunicorn", "-b", ":7000", "search:api"]
