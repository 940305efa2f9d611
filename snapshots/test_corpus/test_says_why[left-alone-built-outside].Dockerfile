Dockerfile:1:1: left alone: nothing that the container needs is built in the file [nothing-build-only]
