Dockerfile:9:1: left alone: the container runs the build when it starts: jupyter, a workbench [runs-the-build]
  hint: it is for development, with all tools at hand: keep this file for that
