FROM python:3.11 AS builder
SHELL ["/bin/bash", "-c"]

RUN python -m venv /venv
COPY . /project
WORKDIR /project
RUN . /venv/bin/activate && pip install -q -U pip && pip install -q --no-cache-dir -r requirements.txt
RUN /venv/bin/python -m compileall -q .

FROM python:3.11-slim AS runtime
COPY . /project
WORKDIR /project
COPY --from=builder /venv /venv

ENTRYPOINT ["/venv/bin/python", "run.py"]
CMD ["--times", "2"]
