# golang:VERSION-DISTRIBUTION; the context is a Go toolchain.
ARG BASE
FROM ${BASE}
ARG VERSION
ENV GOLANG_VERSION=${VERSION} GOTOOLCHAIN=local GOPATH=/go
ENV PATH=$GOPATH/bin:/usr/local/go/bin:$PATH
COPY . /usr/local/go/
RUN mkdir -p "$GOPATH/src" "$GOPATH/bin" && chmod -R 1777 "$GOPATH"
WORKDIR $GOPATH
