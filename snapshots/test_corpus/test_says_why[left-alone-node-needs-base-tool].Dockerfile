index.js:9:3: left alone: no slimmer base is safe: node:20-slim lacks file, which the container starts [no-safe-base]
