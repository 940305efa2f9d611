FROM python:3.11-slim-bookworm AS builder

WORKDIR /app

## system dependencies ##
RUN apt-get update && \
    apt-get upgrade -y && \
    apt-get install -y --no-install-recommends \
        build-essential \
        libffi-dev && \
    apt-get clean && rm -rf /var/lib/apt/lists/*

## python dependencies ##
COPY requirements.txt .
RUN pip wheel --no-cache-dir --no-binary cffi --wheel-dir /wheels -r requirements.txt
RUN pip install --no-cache --no-index /wheels/*

FROM python:3.11-slim-bookworm AS runtime

WORKDIR /app
RUN apt-get update && \
    apt-get upgrade -y && \
    apt-get install -y --no-install-recommends libgomp1 libatomic1 && rm -rf /var/lib/apt/lists/*
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

COPY . .

CMD ["python", "sizes.py"]
