#!/bin/sh
# Says whether a folder holds anything.
if [ -n "$(ls -A "$1")" ]; then echo "$1: something"; else echo "$1: nothing"; fi
