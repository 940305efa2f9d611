Dockerfile:5:1: left alone: the container runs the build when it starts: go vet [runs-the-build]
  hint: build the program in the image and start that
