Dockerfile:8:1: left alone: already multi-stage [already-multi-stage]
