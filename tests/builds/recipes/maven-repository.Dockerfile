# /packages: what Debian has of Maven's plugins and of libraries, as a repository.
ARG BASE
FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends \
        junit4 libmaven-compiler-plugin-java libmaven-install-plugin-java \
        libmaven-jar-plugin-java libmaven-resources-plugin-java libmaven-shade-plugin-java \
        libsurefire-java \
    && mkdir /packages && cd /usr/share/maven-repo \
    && find -L . -type f -print0 \
    | tar --create --dereference --null --files-from - | tar --extract --directory /packages
