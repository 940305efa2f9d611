FROM python:3.11-slim-bookworm AS builder

RUN set -x \
  && apt-get update \
  && apt-get install --no-install-recommends -y \
# compiler and C library headers
       gcc \
       libc6-dev \
  && rm -rf /var/lib/apt/lists/*

COPY . /usr/src/syllables
RUN cd /usr/src/syllables && pip install --no-cache-dir . && rm -rf /usr/src/syllables

FROM python:3.11-slim-bookworm AS runtime

RUN set -x \
  && apt-get update \
  && apt-get install --no-install-recommends -y libgomp1 libatomic1 \
  && rm -rf /var/lib/apt/lists/*
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

# nobody's business who we are
USER nobody
ENTRYPOINT ["syllables"]
CMD ["refactoring", "syllable", "the"]
