# check=skip=all;error=true
FROM debian:bookworm-slim
RUN apt-get update \
 # tools
 && apt-get install -y gcc \

    make
CMD a
