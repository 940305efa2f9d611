FROM python:3.11-slim AS builder

RUN apt-get -qq update && apt-get -qq install -y build-essential libyaml-dev

RUN pip install --upgrade pip==24.2 setuptools==74.1.2 wheel
COPY requirements.txt .
RUN pip install -r requirements.txt

FROM python:3.11-slim AS runtime

COPY requirements.txt .
RUN rm -rf /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

COPY versions.py /srv/versions.py
CMD ["python", "/srv/versions.py"]
