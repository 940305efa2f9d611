start.sh:4:5: left alone: the container runs the build when it starts: pip install [runs-the-build]
  hint: it installs when the container starts: install the packages in the image
