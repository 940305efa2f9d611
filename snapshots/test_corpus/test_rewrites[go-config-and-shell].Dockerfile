# syntax=docker/dockerfile:1
# ------------------------------------------------------------
# tick: counts down, then says so
# ------------------------------------------------------------
FROM golang:1.22-bookworm AS builder

# a failing left side of a pipe is a failure
SHELL ["/bin/bash", "-o", "pipefail", "-c"]

ARG COUNT=3
ENV LANG=C.UTF-8 \
    # how far
    TICK_FROM=${COUNT}
ENV TICK_MESSAGE Lift off, all the same

WORKDIR /opt/tick
COPY *.go ./

#### build ####
RUN go env GOVERSION | tee BUILT_WITH \
 && go build -v -o tick main.go words.go

FROM debian:bookworm-slim AS runtime

LABEL org.opencontainers.image.source="https://example.com/tick"
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
ARG COUNT=3
ENV LANG=C.UTF-8 \
    # how far
    TICK_FROM=${COUNT}
ENV TICK_MESSAGE Lift off, all the same

VOLUME ["/var/lib/tick"]
WORKDIR /opt/tick
COPY --from=builder /opt/tick/BUILT_WITH /opt/tick/BUILT_WITH
COPY --from=builder /opt/tick/tick /opt/tick/tick

#### run ####
STOPSIGNAL SIGINT
EXPOSE 9000/udp 9001

# numbered lines, for the log collector
CMD ./tick --from "$TICK_FROM" 2>&1 | cat -n
