package.json:6:13: left alone: the container runs the build when it starts: next dev, a development server [runs-the-build]
  hint: it compiles at run time: build in the image and serve what that makes
