Dockerfile:8:1: left alone: ONBUILD: the image is meant as a base for others [onbuild]
