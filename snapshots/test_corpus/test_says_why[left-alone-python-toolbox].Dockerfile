Dockerfile:7:1: left alone: the container starts bash: what its user calls there is not known [interactive]
  hint: an image that is a toolbox has nothing that only its build needs
