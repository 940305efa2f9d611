FROM debian:bookworm-slim AS builder

ARG DEBIAN_FRONTEND=noninteractive
RUN apt-get update -y && apt-get install -y --no-install-recommends \
      python3 python3-venv \
      # for markupsafe's C code
      gcc python3-dev \
  && apt-get clean

ENV VIRTUAL_ENV=/opt/venv
RUN python3 -m venv $VIRTUAL_ENV
ENV PATH="$VIRTUAL_ENV/bin:$PATH"

WORKDIR /srv/app
COPY requirements.txt .
RUN pip install --no-cache-dir --no-binary markupsafe -r requirements.txt

FROM debian:bookworm-slim AS runtime

ARG DEBIAN_FRONTEND=noninteractive
RUN apt-get update -y && apt-get install -y --no-install-recommends \
      python3 python3-venv libgomp1 libatomic1
ENV VIRTUAL_ENV=/opt/venv
ENV PATH="$VIRTUAL_ENV/bin:$PATH"
WORKDIR /srv/app
COPY requirements.txt .
COPY --from=builder /opt/venv /opt/venv
COPY escape.py .

USER www-data
CMD ["waitress-serve", "--listen=*:9000", "escape:app"]
