Dockerfile:6:1: left alone: scratch lacks a shell (/bin/sh), which the container starts [target-not-possible]
