FROM python:3.11-slim-bookworm AS builder

# build-essential: httptools and uvloop, on architectures without wheels
RUN apt-get update \
    && apt-get --no-install-recommends install -y build-essential \
    && rm -rf /var/lib/apt/lists/*

COPY deps /deps
RUN pip install --no-cache-dir --quiet -r /deps/prod.txt -c /deps/constraints.txt

FROM python:3.11-slim-bookworm AS runtime
LABEL org.opencontainers.image.title="site api"
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

WORKDIR /srv/site
COPY api api

ENV PORT=8000
EXPOSE ${PORT}
CMD exec uvicorn api:app --host 0.0.0.0 --port ${PORT} --no-access-log
