Dockerfile:4:5: left alone: the container runs the build when it starts: setup.py build_ext [runs-the-build]
  hint: it builds when the container starts: do so before
