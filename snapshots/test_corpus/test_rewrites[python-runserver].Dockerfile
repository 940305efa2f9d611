FROM python:3.11 AS builder
ENV PYTHONUNBUFFERED 1
RUN mkdir /code
WORKDIR /code
ADD requirements.txt /code/
RUN pip install -r requirements.txt

FROM python:3.11-slim AS runtime
COPY --from=builder /etc/mime.types /etc/mime.types
ENV PYTHONUNBUFFERED 1
WORKDIR /code
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
ADD . /code/
CMD python manage.py runserver 0.0.0.0:8000
