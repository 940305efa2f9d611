FROM python:3.11 AS builder
WORKDIR /app
COPY pyproject.toml README.md ./
COPY src ./src
# editable, so that a bind mount of src shows up at once
RUN pip install --no-cache-dir -e .

FROM python:3.11-slim AS runtime
WORKDIR /app
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY --from=builder /app /app
CMD ["moonphase", "2024-06-06", "2024-06-22"]
