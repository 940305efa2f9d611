FROM golang:1.22 AS builder

WORKDIR /app
COPY go.mod main.go ./
RUN go build -o /usr/bin/echod .

FROM buildpack-deps:bookworm-scm AS runtime

WORKDIR /app
COPY --from=builder /usr/bin/echod /usr/bin/echod

EXPOSE 8080
HEALTHCHECK CMD ["curl", "-fs", "http://localhost:8080/healthz"]

ENTRYPOINT ["/usr/bin/echod"]
