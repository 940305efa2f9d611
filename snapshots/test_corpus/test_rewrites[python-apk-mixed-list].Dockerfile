FROM python:3.11-alpine AS builder
ENV LIBRARY_PATH=/lib:/usr/lib
RUN apk update && apk upgrade && apk add --no-cache bash ffmpeg g++ jpeg-dev make musl-dev zlib-dev
RUN mkdir -p /bot
ADD . /bot
WORKDIR /bot
RUN pip3 install --no-binary Pillow -r requirements.txt

FROM python:3.11-alpine AS runtime
RUN apk update && apk upgrade && apk add --no-cache bash ffmpeg libjpeg-turbo
ADD . /bot
WORKDIR /bot
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
CMD ["bash", "run.sh"]
