FROM python:3.11 AS builder

RUN useradd -m -u 1001 worker
USER worker
WORKDIR /home/worker

ENV PATH="/home/worker/.local/bin:${PATH}"

COPY --chown=worker:worker requirements.txt requirements.txt
RUN pip install --user -r requirements.txt

FROM python:3.11-slim AS runtime

COPY --from=builder /etc/mime.types /etc/mime.types
RUN useradd -m -u 1001 worker
USER worker
WORKDIR /home/worker
ENV PATH="/home/worker/.local/bin:${PATH}"
COPY --chown=worker:worker requirements.txt requirements.txt
COPY --from=builder --chown=worker:worker /home/worker/.local /home/worker/.local

COPY --chown=worker:worker . .

CMD gunicorn -w 1 -b :8080 verbs:app
