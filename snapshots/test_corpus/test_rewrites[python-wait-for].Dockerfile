FROM python:3.11 AS builder
ADD . /code
WORKDIR /code
RUN pip install -r requirements.txt

FROM python:3.11-slim AS runtime
ADD . /code
WORKDIR /code
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
RUN chmod +x wait-for-it.sh
ENV BROKER=
ENTRYPOINT ["./wait-for-it.sh", "--timeout=10", "--"]
CMD ["uvicorn", "--host", "0.0.0.0", "--lifespan", "off", "queue_api:app"]
