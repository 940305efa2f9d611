FROM golang:1.22 AS build
WORKDIR /src
RUN --mount=type=cache,id=go,target=/root/.cache,sharing=locked --mount=type=bind,source=.,target=/src,rw \
    --mount=type=secret,id=token,required=true,mode=0400 --network=none \
    go build -o /out/app ./cmd/app
FROM build AS test
RUN --security=insecure --mount=type=tmpfs,target=/tmp,size=64m --mount=type=ssh go test ./...
FROM gcr.io/distroless/static@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
COPY --from=build --chown=1:1 --chmod=0755 --link /out/app /app
COPY --from=test --parents --exclude=*.log --exclude=tmp /src/./a /src/./b /data/
ADD --checksum=sha256:00 --keep-git-dir=true --unpack=false https://example.com/r.git#v1 /r
ENTRYPOINT ["/app", "-x", "a \"b\" \u00e9"]
