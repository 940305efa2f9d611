FROM python:3.11-bookworm AS builder

# The settings tool is the one of our servers: it runs on Debian's Python there, so it does here.
RUN apt-get update && apt-get install -y --no-install-recommends python3-yaml && rm -rf /var/lib/apt/lists/*
COPY settings /usr/local/bin/settings
RUN chmod 0755 /usr/local/bin/settings

WORKDIR /app
RUN pip install --no-cache-dir click==8.1.7

FROM python:3.11-slim-bookworm AS runtime

RUN apt-get update && apt-get install -y --no-install-recommends python3-distutils python3-lib2to3 && rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install -y --no-install-recommends python3-yaml && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY app.py start.sh settings.yaml ./

CMD ["sh", "start.sh"]
