FROM python:3.11-slim AS builder
ENV LC_ALL=C.UTF-8 LANG=C.UTF-8
RUN apt-get update && apt-get install -y --no-install-recommends gcc python3-dev libssl-dev && rm -rf /var/lib/apt/lists/*
RUN pip install pipenv==2023.12.1 setuptools==74.1.2
COPY Pipfile Pipfile.lock ./
RUN pipenv install --system --deploy --ignore-pipfile
RUN mkdir /bot

FROM python:3.11-slim AS runtime
ENV LC_ALL=C.UTF-8 LANG=C.UTF-8
RUN rm -rf /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
WORKDIR /bot
COPY . .
CMD python bot.py say
