FROM golang:1.21-alpine3.18 AS builder

RUN apk add --no-cache ca-certificates tzdata

WORKDIR /app
COPY . .

# the compiler is only needed for a moment
RUN apk add --no-cache --virtual .build-deps gcc musl-dev zlib-dev \
 && CGO_ENABLED=1 go build -o /usr/local/bin/tally . \
 && apk del .build-deps \
 && apk add --no-cache zlib \
 && adduser -D -H tally

FROM alpine:3.18 AS runtime

RUN apk add --no-cache ca-certificates tzdata
WORKDIR /app
COPY --from=builder /usr/local/bin/tally /usr/local/bin/tally
RUN apk add --no-cache zlib \
 && adduser -D -H tally

USER tally
CMD ["tally", "one fish, two fish, red fish, blue fish"]
