Dockerfile:6:1: left alone: already multi-stage [already-multi-stage]
  Dockerfile:4:33: cache-mounts: left: no mount over /go/pkg/mod: `rm -rf /root/.cache /go/pkg` removes the directory, which a mount holds
  Dockerfile:4:33: cache-mounts: left: no mount over /root/.cache/go-build: `rm -rf /root/.cache /go/pkg` removes the directory, which a mount holds
