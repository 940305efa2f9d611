#!/bin/bash
# plugins.txt may be mounted over
if [ -s plugins.txt ]; then
    pip install --quiet --no-index --find-links ./wheels -r plugins.txt || exit 1
fi
exec python "$@"
