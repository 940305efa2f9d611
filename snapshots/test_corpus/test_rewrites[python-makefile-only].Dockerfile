FROM python:3.11 AS builder
ADD . /usr/src/tally/
RUN cd /usr/src/tally; make install

FROM python:3.11-slim AS runtime
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY --from=builder /opt/tally/bin/tally /opt/tally/bin/tally
COPY --from=builder /opt/tally/libexec/count /opt/tally/libexec/count
COPY --from=builder /opt/tally/share/help.txt /opt/tally/share/help.txt
ENV PATH /opt/tally/bin:$PATH
WORKDIR /tmp
CMD tally --help-file && echo one two two | tally
