FROM node:20
RUN set -eux; \
    for f in a "b c" $(ls *.txt | sort -u); do \
      # each by itself
      if [ -f "$f" ] && ! grep -q 'x\ty' "$f"; then echo "${f%.txt}" >> /out/list || true; fi; \
    done; \
    case "$(uname -m)" in x86_64|amd64) arch=x64 ;; *) exit 1 ;; esac; \
    curl -fsSL "https://example.com/v1-${arch}.tar.gz" | tar -xz -C /opt --strip-components=1 && \
    { echo a; (cd /tmp && rm -rf ./* 2>&1 >/dev/null); } && echo `date +%s` > /built
RUN ["/bin/sh", "-c", "npm ci && npm run build"]
CMD exec node server.js "$@"
