# /maven, made of Debian's packages: whole, without links to other places.
ARG BASE
FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends maven \
    && cp --recursive --dereference /usr/share/maven /maven
