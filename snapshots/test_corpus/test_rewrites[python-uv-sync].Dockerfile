FROM python:3.11-slim-bookworm AS builder
RUN apt-get update && apt-get install --no-install-recommends -y build-essential \
    && rm -rf /var/lib/apt/lists/* \
    && pip install uv==0.4.30

ENV UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_NATIVE_TLS=1

ADD . /app
WORKDIR /app

RUN uv sync --frozen --no-dev

FROM python:3.11-slim-bookworm AS runtime
RUN apt-get update && apt-get install --no-install-recommends -y libgomp1 libatomic1 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY --from=builder /app /app
WORKDIR /app
# Place executables in the environment at the front of the path
ENV PATH="/app/.venv/bin:$PATH"

ENTRYPOINT []
CMD ["colours", "teal", "plum"]
