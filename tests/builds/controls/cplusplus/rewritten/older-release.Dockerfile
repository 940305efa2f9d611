FROM gcc:12 AS builder
WORKDIR /src
COPY greeting.cpp ./
RUN g++ -std=c++20 -O1 -o /usr/local/bin/greeting greeting.cpp

FROM debian:bullseye-slim AS runtime
WORKDIR /src
COPY --from=builder /usr/local/bin/greeting /usr/local/bin/greeting
CMD ["greeting"]
