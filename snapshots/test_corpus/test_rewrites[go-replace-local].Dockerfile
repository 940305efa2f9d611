FROM golang:1.21 AS builder
WORKDIR /workspace

# module files first, for the layer cache
COPY server/go.mod server/
COPY libs/roman/go.mod libs/roman/
RUN cd server && go mod download

COPY libs libs
COPY server server
RUN cd server && go build -o ../bin/roman . && cd .. && ls -l bin

FROM debian:bookworm-slim AS runtime
WORKDIR /workspace
COPY --from=builder /workspace/bin/roman /workspace/bin/roman

ENTRYPOINT ["/workspace/bin/roman"]
CMD ["1969", "2024"]
