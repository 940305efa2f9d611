# Ruby at /usr/local as the official images have it, and /packages: what it links.
ARG BASE
FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends \
        autoconf bison ca-certificates dpkg-dev gcc libffi-dev libgdbm-dev libgmp-dev \
        libncurses-dev libreadline-dev libssl-dev libyaml-dev make ruby xz-utils zlib1g-dev
COPY . /source/
RUN sh /run/recipes/ruby-built.sh
