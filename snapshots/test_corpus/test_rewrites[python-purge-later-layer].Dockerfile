FROM python:3.11-slim AS base
RUN apt-get update

FROM base AS builder
RUN apt-get install -y build-essential
COPY requirements.txt /tmp/requirements.txt
RUN pip3 install --no-cache-dir --no-binary MarkupSafe -r /tmp/requirements.txt
# make it small again
RUN apt-get purge -y --auto-remove build-essential

FROM base AS runtime
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
RUN rm -rf /var/lib/apt/lists/* /tmp/requirements.txt
COPY . /app
WORKDIR /app
CMD python report.py
