FROM golang:1.21 AS builder

ENV GO111MODULE=on \
    GOPROXY=direct \
    GOSUMDB=off \
    DATA_DIR=/app/regions

WORKDIR /app
COPY . .
RUN go mod tidy && go build -o atlas

FROM debian:bookworm-slim AS runtime

ENV GO111MODULE=on \
    GOPROXY=direct \
    GOSUMDB=off \
    DATA_DIR=/app/regions
WORKDIR /app
COPY --from=builder /app/notice.txt /app/notice.txt
COPY --from=builder /app/regions /app/regions
COPY --from=builder /app/atlas /app/atlas

CMD /app/atlas
