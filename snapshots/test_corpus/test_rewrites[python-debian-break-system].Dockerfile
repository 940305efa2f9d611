FROM debian:bookworm AS builder

RUN apt-get update -qq \
 && apt-get install -y -qq python3 python3-pip

RUN pip3 install --break-system-packages bottle==0.12.25

FROM debian:bookworm-slim AS runtime

RUN apt-get update -qq \
 && apt-get install -y -qq python3 python3-setuptools python3-pkg-resources python3-distutils python3-lib2to3 ca-certificates
COPY --from=builder /usr/local/lib/python3.11/dist-packages /usr/local/lib/python3.11/dist-packages
COPY --from=builder /usr/local/bin /usr/local/bin

ADD hello.py /opt/

EXPOSE 8080
CMD /usr/bin/python3 /opt/hello.py
