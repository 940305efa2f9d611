#!/bin/bash
# every frame once, then the sheet
set -eo pipefail
INPUT=${INPUT:-/videos/in.mp4}
if [[ ! -f $INPUT ]]; then
    echo "no $INPUT" >&2
    exit 1
fi
ffmpeg -loglevel error -i "$INPUT" -vf fps=1 /tmp/frame-%03d.jpg
python3 thumb.py /tmp/frame-*.jpg
