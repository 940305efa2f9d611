Dockerfile:4:5: left alone: no slimmer base is safe: what it writes is not known: a script that is not known before the build fetches it [opaque-command]
