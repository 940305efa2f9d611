package.json:11:15: left alone: the container runs the build when it starts: react-scripts start, a development server [runs-the-build]
  hint: it compiles at run time: build in the image and serve what that makes
