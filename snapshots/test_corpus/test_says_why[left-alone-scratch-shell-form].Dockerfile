Dockerfile:6:1: left alone: scratch lacks a shell (/bin/sh), which the container starts [target-not-possible]
  hint: --target slim takes a base with a shell and a package manager
