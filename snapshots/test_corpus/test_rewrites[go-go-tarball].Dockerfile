FROM debian:bookworm AS builder

ENV GOLANG_VERSION=1.21.13
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates wget \
    && rm -rf /var/lib/apt/lists/*
RUN wget -q https://go.dev/dl/go${GOLANG_VERSION}.linux-amd64.tar.gz \
    && tar -C /usr/local -xzf go${GOLANG_VERSION}.linux-amd64.tar.gz \
    && rm go${GOLANG_VERSION}.linux-amd64.tar.gz
ENV PATH=$PATH:/usr/local/go/bin

COPY . /opt/dates
WORKDIR /opt/dates
RUN go build -o /usr/local/bin/dates

FROM debian:bookworm-slim AS runtime

RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/*
COPY --from=builder /opt/dates/easter.txt /opt/dates/easter.txt
WORKDIR /opt/dates
COPY --from=builder /usr/local/bin/dates /usr/local/bin/dates

CMD ["dates", "easter.txt"]
