FROM golang:1.21-bookworm AS build-base
ARG VERSION=3.2
ENV CGO_ENABLED=0
WORKDIR /src

COPY . .
RUN go vet ./...

FROM build-base AS build-notes
ARG VERSION=3.2
# both from one module
RUN go build -ldflags "-X example.com/notes/internal/version.Version=$VERSION" -o /out/notes ./cmd/notes

FROM build-base AS build-migrate
ARG VERSION=3.2
RUN go build -ldflags "-X example.com/notes/internal/version.Version=$VERSION" -o /out/migrate ./cmd/migrate

FROM scratch
COPY --from=build-notes /out/notes /notes
COPY --from=build-migrate /out/migrate /migrate
ENTRYPOINT ["/notes"]
CMD ["list"]
