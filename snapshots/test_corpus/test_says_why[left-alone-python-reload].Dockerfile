Dockerfile:6:5: left alone: the container runs the build when it starts: uvicorn --reload, a development server [runs-the-build]
  hint: it is for development, with all tools at hand: keep this file for that
