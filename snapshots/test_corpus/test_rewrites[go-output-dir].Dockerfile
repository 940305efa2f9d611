FROM golang:1.22 AS builder

# everything lives here
WORKDIR /srv/ledger
COPY . .

# no C in here, so the binaries are static
RUN CGO_ENABLED=0 GOOS=linux go build -v -o /usr/local/bin/ ./cmd/...

FROM debian:bookworm-slim AS runtime

WORKDIR /srv/ledger
COPY --from=builder /srv/ledger/books /srv/ledger/books
COPY --from=builder /usr/local/bin/ledger-import /usr/local/bin/ledger-import
COPY --from=builder /usr/local/bin/ledger-report /usr/local/bin/ledger-report

CMD ["ledger-report", "--year", "2023"]
