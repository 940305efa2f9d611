FROM python:3.11 AS builder
RUN pip install setuptools==65.5.1
ADD . /numerals
WORKDIR /numerals
RUN python setup.py install --record installed.txt

FROM python:3.11-slim AS runtime
MAINTAINER numbers@example.com
ADD . /numerals
WORKDIR /numerals
RUN rm -rf /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
CMD ["/bin/sh", "-c", "roman 1994 2024 | arabic"]
