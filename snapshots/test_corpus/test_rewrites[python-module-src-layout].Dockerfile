from python:3.11 as builder
workdir /usr/src/app
copy . .
run pip install .

from python:3.11-slim as runtime
workdir /usr/src/app
copy . .
copy --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
copy --from=builder /usr/local/bin /usr/local/bin
cmd ["python", "-m", "stock", "sql"]
