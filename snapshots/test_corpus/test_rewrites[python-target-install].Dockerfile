FROM python:3.11-slim AS builder

RUN apt-get update && \
    apt-get install -y --no-install-recommends gcc libc-dev libffi-dev pkg-config

# not into the interpreter's own directories: the base image gets replaced under our feet
ENV PYTHONPATH=/opt/libs
RUN pip install --no-cache-dir --no-binary cffi --target=/opt/libs cffi==1.16.0

FROM python:3.11-slim AS runtime

ENV PYTHONPATH=/opt/libs
COPY --from=builder /opt/libs /opt/libs

COPY clock.py /opt/clock/
CMD ["python3", "-u", "/opt/clock/clock.py"]
