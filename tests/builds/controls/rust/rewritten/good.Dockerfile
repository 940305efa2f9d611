FROM rust:1-bookworm AS builder
WORKDIR /src
COPY . .
RUN cargo build --release --offline && cp target/release/greeting /usr/local/bin/greeting && rm -rf target

FROM debian:bookworm-slim AS runtime
ENV PATH=/usr/local/cargo/bin:$PATH
WORKDIR /src
COPY --from=builder /usr/local/bin/greeting /usr/local/bin/greeting
CMD ["greeting"]
