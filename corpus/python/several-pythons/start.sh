#!/bin/sh
set -e
WIDTH=$(settings settings.yaml width)
COLOUR=$(settings settings.yaml colour)
exec python app.py --width "$WIDTH" --colour "$COLOUR"
