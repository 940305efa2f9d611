FROM python:3.11-bookworm AS builder

ARG UID=10001
RUN adduser --disabled-password --gecos "" --home "/nonexistent" --shell "/sbin/nologin" --no-create-home --uid "${UID}" appuser

RUN mkdir -p /var/lib/notes && chown appuser:appuser /var/lib/notes && chmod 0750 /var/lib/notes

WORKDIR /srv/notes
COPY requirements.txt .
RUN python -m pip install -r requirements.txt && rm -rf /root/.cache

FROM python:3.11-slim-bookworm AS runtime

COPY --from=builder /etc/mime.types /etc/mime.types
ARG UID=10001
RUN adduser --disabled-password --gecos "" --home "/nonexistent" --shell "/sbin/nologin" --no-create-home --uid "${UID}" appuser
RUN mkdir -p /var/lib/notes && chown appuser:appuser /var/lib/notes && chmod 0750 /var/lib/notes
WORKDIR /srv/notes
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY --chown=appuser:appuser . .
RUN install -d -o appuser -g users -m 2770 tmp

USER appuser
EXPOSE 8081
CMD python app.py
