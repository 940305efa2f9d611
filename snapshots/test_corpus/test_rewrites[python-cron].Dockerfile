FROM python:3.11-bookworm AS builder

RUN apt-get update && apt-get install -y --no-install-recommends bc cron && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/report
COPY . .
RUN pip install --no-cache-dir -r requirements.txt

# cron wants it root's and not writable for others
COPY crontab /etc/cron.d/report
RUN chmod 0644 /etc/cron.d/report && crontab -u root -l 2>/dev/null; touch /var/log/report.log

FROM python:3.11-slim-bookworm AS runtime

RUN apt-get update && apt-get install -y --no-install-recommends bc cron && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/report
COPY . .
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY crontab /etc/cron.d/report
RUN chmod 0644 /etc/cron.d/report && crontab -u root -l 2>/dev/null; touch /var/log/report.log

CMD ["sh", "/opt/report/start.sh"]
