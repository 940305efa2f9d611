FROM busybox
ENV a=b c="d e" f='g $h' i=j\ k \
    # what follows is long
    l="${m:-n}" o=${p%%.*} q=${r/s/t}
ENV old form of  pairs "quoted"
LABEL "a b"="c" org.x.y='d' e=f
ARG A B=c D="e f"
WORKDIR /a b/$A
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
