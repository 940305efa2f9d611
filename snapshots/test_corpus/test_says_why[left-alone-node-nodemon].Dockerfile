package.json:6:13: left alone: the container runs the build when it starts: nodemon, a tool of the development [runs-the-build]
  hint: it watches or tests sources: keep this file for development, and start the program itself (`node …`) in an image for production
