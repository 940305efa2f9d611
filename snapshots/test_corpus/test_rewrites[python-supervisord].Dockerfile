FROM python:3.11 AS builder

RUN apt-get update; apt-get install -y bc; rm -rf /var/lib/apt/lists/*

RUN pip install supervisor==4.2.5 waitress==3.0.0 setuptools==74.1.2

FROM python:3.11-slim AS runtime
LABEL maintainer="ops@dash.example.com"
RUN apt-get update; apt-get install -y bc; rm -rf /var/lib/apt/lists/*
RUN rm -rf /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

COPY supervisord.conf /etc/supervisord.conf
COPY dash.py measure.sh /opt/dash/
RUN chmod +x /opt/dash/measure.sh && mkdir -p /var/log/supervisor

EXPOSE 8080
CMD ["supervisord", "-n", "-c", "/etc/supervisord.conf"]
