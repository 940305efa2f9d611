FROM golang:1.21 as build

WORKDIR /src
COPY go.mod .
COPY main.go .
RUN go build main.go && mkdir -p /opt/weather && mv main /opt/weather/report

FROM debian:bookworm-slim AS runtime

COPY --from=build /opt/weather/report /opt/weather/report

WORKDIR /opt
WORKDIR weather
COPY stations ./stations

CMD ["./report"]
