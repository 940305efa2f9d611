# Guest book. Needs SECRET_KEY when it runs for real.
FROM python:3.11 AS builder

ENV PYTHONUNBUFFERED 1
ENV DJANGO_SETTINGS_MODULE=guestbook.settings

# msgfmt, for the translations
RUN apt-get update && apt-get install -y gettext && rm -rf /var/lib/apt/lists/*

RUN mkdir /code
WORKDIR /code

COPY requirements/ requirements/
RUN pip install --no-cache-dir -r requirements/production.txt

COPY . /code/

RUN python manage.py collectstatic --noinput \
 && python manage.py compilemessages --ignore=env

FROM python:3.11-slim AS runtime

COPY --from=builder /etc/mime.types /etc/mime.types
ENV PYTHONUNBUFFERED 1
ENV DJANGO_SETTINGS_MODULE=guestbook.settings
WORKDIR /code
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY --from=builder /code /code

EXPOSE 8000
CMD ["gunicorn", "guestbook.wsgi:application", "-b", "0.0.0.0:8000", "--access-logfile", "-"]
