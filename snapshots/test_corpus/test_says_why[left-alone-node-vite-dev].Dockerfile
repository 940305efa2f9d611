Dockerfile:1:1: left alone: the container runs the build when it starts: vite --host, a development server [runs-the-build]
  hint: it compiles at run time: build in the image and serve what that makes
