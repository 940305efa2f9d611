FROM golang:1.22 AS builder
ENV TZ=Europe/Lisbon
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -o /probe .
RUN mkdir -p /runtime-root/tmp && chmod 1777 /runtime-root/tmp

FROM scratch AS runtime
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=builder /usr/share/zoneinfo /usr/share/zoneinfo
COPY --from=builder /etc/passwd /etc/passwd
COPY --from=builder /etc/group /etc/group
COPY --from=builder /runtime-root /
ENV TZ=Europe/Lisbon
WORKDIR /src
COPY --from=builder /probe /probe
USER nobody
ENTRYPOINT ["/probe"]
CMD ["2024-07-01T12:00:00Z"]
