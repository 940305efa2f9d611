FROM python:3.11-slim AS builder
RUN apt-get update && apt-get install -y gcc
COPY . /app
WORKDIR /app
RUN pip install click==8.1.7
RUN cd native && gcc -O2 -shared -fPIC -o libcrc.so crc.c

FROM python:3.11-slim AS runtime
COPY --from=builder /app /app
WORKDIR /app
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
ENTRYPOINT python main.py words.txt
