FROM rockylinux:9 AS builder

RUN dnf -y groupinstall "Development Tools" && \
    dnf -y install python3.11 python3.11-pip python3.11-devel mariadb-connector-c-devel && \
    dnf clean all && rm -rf /var/cache/dnf

COPY requirements.txt /tmp/
RUN python3.11 -m pip install --no-cache-dir -r /tmp/requirements.txt

FROM rockylinux:9 AS runtime

RUN dnf -y install python3.11 python3.11-pip mariadb-connector-c && \
    dnf clean all && rm -rf /var/cache/dnf
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/lib64/python3.11/site-packages /usr/local/lib64/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin

COPY etl.py /opt/etl/
COPY queries /opt/etl/queries

WORKDIR /opt/etl
CMD ["python3.11", "etl.py", "daily"]
