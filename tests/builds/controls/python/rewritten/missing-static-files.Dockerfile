FROM python:3.11-bookworm AS builder

RUN useradd --create-home keeper
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY native native
RUN pip install --no-cache-dir --no-build-isolation ./native && rm -r native
COPY app.py .
COPY static static
RUN mkdir data && chown keeper:keeper data

FROM python:3.11-slim-bookworm AS runtime
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home keeper
WORKDIR /app
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY app.py .
RUN mkdir data && chown keeper:keeper data
USER keeper
EXPOSE 8000
CMD ["python", "app.py"]
