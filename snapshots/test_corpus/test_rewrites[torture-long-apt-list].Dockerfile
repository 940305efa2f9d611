FROM golang:1.22-bookworm AS builder

ENV TZ=Europe/Vienna

RUN apt-get update && apt-get install -y --no-install-recommends \
      # --- talking to the world
      ca-certificates \
      curl \
      dnsutils \
      iproute2 \
      iputils-ping \
      jq \
      netcat-openbsd \
      openssh-client \
      rsync \
      socat \
      telnet \
      wget \
      # --- compilers and what belongs to them
      autoconf \
      automake \
      bison \
      build-essential \
      cmake \
      flex \
      g++ \
      gcc \
      gdb \
      libtool \
      make \
      ninja-build \
      patch \
      pkg-config \
      # --- headers, nobody remembers for what
      libbz2-dev \
      libcurl4-openssl-dev \
      libffi-dev \
      liblzma-dev \
      libncurses-dev \
      libpq-dev \
      libreadline-dev \
      libsqlite3-dev \
      libssl-dev \
      libxml2-dev \
      libyaml-dev \
      zlib1g-dev \
      # --- comfort
      bash-completion \
      less \
      lsof \
      nano \
      procps \
      psmisc \
      strace \
      tmux \
      tree \
      vim-tiny \
      # --- the program calls these
      imagemagick \
      poppler-utils \
      # --- time and language
      locales \
      tzdata \
      # --- packing
      bzip2 \
      gzip \
      tar \
      unzip \
      xz-utils \
      zip \
      zstd \
   && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/thumbs
COPY . .
RUN go build -o thumbs .

FROM debian:bookworm-slim AS runtime

ENV TZ=Europe/Vienna
RUN apt-get update && apt-get install -y --no-install-recommends \
      # --- talking to the world
      ca-certificates \
      curl \
      dnsutils \
      iproute2 \
      iputils-ping \
      jq \
      netcat-openbsd \
      rsync \
      socat \
      telnet \
      wget \
      gdb \
      patch \
      # --- comfort
      bash-completion \
      less \
      lsof \
      nano \
      procps \
      psmisc \
      strace \
      tmux \
      tree \
      vim-tiny \
      # --- the program calls these
      imagemagick \
      poppler-utils \
      # --- time and language
      locales \
      tzdata \
      # --- packing
      bzip2 \
      gzip \
      tar \
      unzip \
      xz-utils \
      zip \
      zstd libcurl4 libncurses6 libncursesw6 libpq5 libreadline8 libsqlite3-0 libssl3 libxml2 libyaml-0-2 \
   && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/thumbs
COPY --from=builder /srv/thumbs/sample.pdf /srv/thumbs/sample.pdf
COPY --from=builder /srv/thumbs/thumbs /srv/thumbs/thumbs
CMD ["./thumbs", "sample.pdf"]
