# escape=`

FROM golang:1.21-bookworm AS builder
WORKDIR /srv/table
COPY . .

# the backslashes belong to printf
RUN printf 'name\tprice\nfig\t2\n' > prices.tsv && `
    # one more line
    printf 'plum\t3\n' >> prices.tsv && `
    go build -o table .

FROM debian:bookworm-slim AS runtime
WORKDIR /srv/table
RUN printf 'name\tprice\nfig\t2\n' > prices.tsv && `
    # one more line
    printf 'plum\t3\n' >> prices.tsv
COPY --from=builder /srv/table/table /srv/table/table

LABEL note="a \ is only a \ here"
CMD ["./table"]
