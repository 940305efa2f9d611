FROM python:3.11 AS builder

ENV PYTHONFAULTHANDLER=1 \
  PYTHONUNBUFFERED=1 \
  PIP_DEFAULT_TIMEOUT=100 \
  # not only certifi's: our proxy has a certificate of its own
  REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt \
  POETRY_VERSION=1.8.3

# System deps:
RUN pip install "poetry==$POETRY_VERSION"

# Copy only requirements to cache them in docker layer
WORKDIR /app
COPY poetry.lock pyproject.toml /app/

# Project initialization:
RUN poetry config virtualenvs.create false \
  && poetry install --only main --no-root --no-interaction --no-ansi

FROM python:3.11-slim AS runtime

COPY --from=builder /etc/mime.types /etc/mime.types
ENV PYTHONFAULTHANDLER=1 \
  PYTHONUNBUFFERED=1 \
  PIP_DEFAULT_TIMEOUT=100 \
  # not only certifi's: our proxy has a certificate of its own
  REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt \
  POETRY_VERSION=1.8.3
WORKDIR /app
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

# Creating folders, and files for a project:
COPY . /app

CMD ["uvicorn", "docs_server.main:app", "--host", "0.0.0.0", "--port", "8000"]
