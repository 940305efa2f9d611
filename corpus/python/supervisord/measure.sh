#!/bin/bash
# the circumference, again and again
while true; do
    echo "scale=4; 2 * 3.1416 * ${RADIUS:-10}" | bc > /tmp/measure.tmp
    mv /tmp/measure.tmp /tmp/measure
    sleep 60
done
