FROM ubuntu:22.04 AS base
MAINTAINER Toni Fischer "toni@check.example.com"

ENV DEBIAN_FRONTEND noninteractive

RUN apt-get update

FROM base AS builder
RUN apt-get install -y python3 python3-pip python3-dev build-essential git
RUN apt-get install -y locales libmagic1
RUN locale-gen en_US.UTF-8
ENV LANG en_US.UTF-8
ENV LC_ALL en_US.UTF-8

RUN pip3 install --upgrade pip
ADD requirements.txt /home/ubuntu/app/requirements.txt
RUN pip3 install -r /home/ubuntu/app/requirements.txt

FROM base AS runtime
RUN apt-get install -y python3 git python3-setuptools python3-pkg-resources python3-distutils python3-lib2to3 ca-certificates
RUN apt-get install -y locales libmagic1
RUN locale-gen en_US.UTF-8
ENV LANG en_US.UTF-8
ENV LC_ALL en_US.UTF-8
COPY --from=builder /usr/local/lib/python3.10/dist-packages /usr/local/lib/python3.10/dist-packages
COPY --from=builder /usr/local/bin /usr/local/bin
ADD . /home/ubuntu/app
WORKDIR /home/ubuntu/app

ENTRYPOINT python3 check.py
