FROM python:3.8-buster AS builder

RUN mkdir -p /usr/src/app
WORKDIR /usr/src/app
COPY requirements.txt /usr/src/app/
RUN pip3 install --no-cache-dir -r requirements.txt

FROM python:3.8-slim-buster AS runtime

COPY --from=builder /etc/mime.types /etc/mime.types
WORKDIR /usr/src/app
COPY --from=builder /usr/local/lib/python3.8/site-packages /usr/local/lib/python3.8/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY . /usr/src/app

ENV FLASK_ENV production
EXPOSE 5000
ENTRYPOINT ["gunicorn"]
CMD ["-w", "3", "-b", ":5000", "app:create_app()"]
