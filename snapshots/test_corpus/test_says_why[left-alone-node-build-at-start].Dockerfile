package.json:6:15: left alone: the container runs the build when it starts: esbuild board.js [runs-the-build]
  hint: build in the image: `RUN` it before CMD
