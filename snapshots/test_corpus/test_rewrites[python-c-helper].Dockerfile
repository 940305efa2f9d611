FROM python:3.11-slim AS builder

RUN apt-get update && apt-get install -y --no-install-recommends g++ make \
    && rm -rf /var/lib/apt/lists/*

# ---- the quick part
COPY pathlen/ /tmp/pathlen/
RUN make -C /tmp/pathlen && make -C /tmp/pathlen install && rm -f /tmp/pathlen/*.o

# ---- the rest
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.11-slim AS runtime

WORKDIR /app
COPY requirements.txt ./
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY server.py ./

CMD ["waitress-serve", "--port", "8000", "server:app"]
