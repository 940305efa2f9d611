FROM python:3.11 AS builder

WORKDIR /app

# the dependencies first: they change less often than the code
COPY requirements.txt .
RUN python3 -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN pip install --upgrade pip && pip install --no-cache-dir -r requirements.txt

FROM python:3.11-slim AS runtime

COPY --from=builder /etc/mime.types /etc/mime.types
WORKDIR /app
COPY requirements.txt .
ENV PATH="/opt/venv/bin:$PATH"
COPY --from=builder /opt/venv /opt/venv

COPY clock ./clock

USER nobody
EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "clock:app"]
