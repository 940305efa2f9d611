Dockerfile:1:1: left alone: no CMD or ENTRYPOINT: what the container runs is not known [no-effective-command]
  hint: name what must stay with --keep, and the command with CMD
