RUN before
FROM a b c
COPY
ENV
ENV a
FOO bar
CMD ["a", 'b']
EXPOSE
HEALTHCHECK WRONG
ONBUILD ONBUILD RUN x
RUN --wrong=a --mount=type=no,x b
ARG
SHELL a
COPY <<EOF /x
never ends
