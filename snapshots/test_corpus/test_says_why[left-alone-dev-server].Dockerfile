Dockerfile:11:1: left alone: the container runs the build when it starts: air, a development server [runs-the-build]
  hint: it compiles at run time and needs the toolchain: keep this file for development
