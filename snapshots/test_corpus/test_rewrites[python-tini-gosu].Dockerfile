FROM python:3.11-slim-bookworm AS base

RUN groupadd -r app && useradd -r -g app app

FROM base AS builder

RUN set -ex; \
	apt-get update; \
	apt-get install -y --no-install-recommends \
		build-essential \
# grab gosu for easy step-down from root
		gosu \
		tini \
	; \
	rm -rf /var/lib/apt/lists/*; \
	gosu nobody true

RUN pip install --no-cache-dir tornado==6.4.1

FROM base AS runtime

RUN set -ex; \
	apt-get update; \
	apt-get install -y --no-install-recommends \
# grab gosu for easy step-down from root
		gosu \
		tini \
	; \
	rm -rf /var/lib/apt/lists/*
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

RUN mkdir /data && chown app:app /data
VOLUME /data

COPY docker-entrypoint.sh /usr/local/bin/
COPY counter.py /app/

ENTRYPOINT ["tini", "--", "docker-entrypoint.sh"]
EXPOSE 8888
CMD ["python", "/app/counter.py"]
