Dockerfile:8:1: left alone: already multi-stage [already-multi-stage]
  Dockerfile:12:5: slim-final: left: `npm ci` may need what only node:20 has
