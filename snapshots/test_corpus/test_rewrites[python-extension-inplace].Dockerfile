FROM python:3.11 AS builder
WORKDIR /opt
ADD . life
WORKDIR /opt/life
RUN python setup.py build_ext --inplace && rm -rf build/

FROM python:3.11-slim AS runtime
WORKDIR /opt
WORKDIR /opt/life
COPY --from=builder /opt/life /opt/life
CMD python -m life patterns/glider.txt --steps 4
