FROM debian:bookworm AS builder
RUN apt-get update && apt-get install -y --no-install-recommends g++ \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY words.cc .
RUN g++ -O2 -std=c++17 -o /usr/local/bin/words words.cc

FROM gcr.io/distroless/cc-debian12 AS runtime
COPY --from=builder /usr/local/bin/words /usr/local/bin/words
WORKDIR /texts
COPY texts .
ENTRYPOINT ["words"]
CMD ["poem.txt"]
