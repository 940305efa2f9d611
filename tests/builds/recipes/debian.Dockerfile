# debian:SUITE and debian:SUITE-slim; the trees come from debian.sh.
FROM scratch
ARG TREE
ADD ${TREE}.tar /
CMD ["bash"]
