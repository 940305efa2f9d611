Dockerfile:7:1: left alone: the container runs the build when it starts: go run [runs-the-build]
  hint: `go run` compiles at every start: `RUN go build -o /app …` and CMD ["/app"] start the same program
