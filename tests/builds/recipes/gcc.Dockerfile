# gcc:RELEASE: Debian's compilers below /usr/local.
ARG BASE
FROM ${BASE}
ARG RELEASE
ARG VERSION
ENV GCC_VERSION=${VERSION}
RUN sh /run/recipes/gcc.sh "${RELEASE}"
RUN echo /usr/local/lib64 > /etc/ld.so.conf.d/000-local-lib.conf && ldconfig \
    && gcc --version && g++ --version && gfortran --version
RUN dpkg-divert --divert /usr/bin/gcc.orig --rename /usr/bin/gcc \
    && dpkg-divert --divert /usr/bin/g++.orig --rename /usr/bin/g++ \
    && dpkg-divert --divert /usr/bin/gfortran.orig --rename /usr/bin/gfortran \
    && update-alternatives --install /usr/bin/cc cc /usr/local/bin/gcc 999
CMD ["bash"]
