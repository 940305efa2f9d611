Dockerfile:6:1: left alone: already multi-stage [already-multi-stage]
