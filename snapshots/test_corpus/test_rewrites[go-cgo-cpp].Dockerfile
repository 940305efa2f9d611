FROM golang:1.22-bookworm AS builder
WORKDIR /usr/src/app
COPY . .
RUN CGO_ENABLED=1 CGO_CXXFLAGS="-O2 -std=c++17" go build -o /usr/local/bin/ranker

FROM debian:bookworm-slim AS runtime
WORKDIR /usr/src/app
COPY --from=builder /usr/local/bin/ranker /usr/local/bin/ranker
CMD ["ranker", "pear=3", "fig=9", "plum=4"]
