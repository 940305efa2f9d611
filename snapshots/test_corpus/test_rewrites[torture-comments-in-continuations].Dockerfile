FROM golang:1.21-bookworm AS builder
# banner of the RUN \
RUN \
    # first the account \
    groupadd -r keeper && \
    useradd -r -g keeper \
# a comment in the first column
        keeper && \

    # (an empty line above, and one below)

    mkdir -p /var/lib/keeper && chown keeper: /var/lib/keeper && \
    # RUN go build -o wrong . && \
    true
WORKDIR /app
COPY . .
RUN set -x \
    # FROM scratch
    && go vet . \
    # the real one
    && go build \
        # where to
        -o keeper \
        # what
        . \
    # two ways to spell it \
    && chmod 0555 keeper

FROM debian:bookworm-slim AS runtime
RUN \
    # first the account \
    groupadd -r keeper && \
    useradd -r -g keeper \
# a comment in the first column
        keeper && \

    # (an empty line above, and one below)

    mkdir -p /var/lib/keeper && chown keeper: /var/lib/keeper && \
    # RUN go build -o wrong . && \
    true
WORKDIR /app
COPY --from=builder /app/keeper /app/keeper
USER keeper
CMD ["/app/keeper", \
     # where the days are kept
     "/var/lib/keeper/days"]
