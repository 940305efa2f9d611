# docker build -f services/api/Dockerfile . used to be the way; the file moved to the root since
FROM python:3.11 AS builder

COPY libs /repo/libs
COPY services/api/requirements.txt /repo/
RUN pip install --no-cache-dir /repo/libs/common -r /repo/requirements.txt

FROM python:3.11-slim AS runtime

COPY --from=builder /etc/mime.types /etc/mime.types
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

WORKDIR /srv/api
COPY services/api .

CMD ["python", "-m", "uvicorn", "main:app", "--host", "0.0.0.0", "--log-level", "warning"]
