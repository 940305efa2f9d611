#!/bin/sh
# Packages for the stand-in of Alpine. Debian's programs bring their loader and libraries along,
# hidden in a directory of their own: to everything else the image stays free of glibc.
set -eu
packages=$1
hidden=/usr/lib/apk-stand-in

# pack PACKAGE PATH...: copies files, links and directories as they are
pack() {
    package=$packages/$1
    shift
    mkdir -p "$package"
    tar -cf - --ignore-failed-read "$@" 2>/dev/null | tar -xf - -C "$package"
}

# hide PACKAGE: makes the programs of a package independent of the system's glibc
hide() {
    package=$packages/$1
    mkdir -p "$package$hidden"
    find "$package" -type f -perm /111 ! -path "*$hidden/*" | while read -r file; do
        ldd "$file" 2>/dev/null | grep -o '/[^ ]*' | while read -r library; do
            cp -nL "$library" "$package$hidden/"
        done
        ! patchelf --print-interpreter "$file" >/dev/null 2>&1 ||
            patchelf --set-interpreter "$hidden/ld-linux-x86-64.so.2" \
                --force-rpath --set-rpath "$hidden" "$file"
    done
}

pack tzdata /usr/share/zoneinfo
pack ca-certificates /etc/ssl/certs/ca-certificates.crt
mkdir -p "$packages/ca-certificates/usr/sbin"
cat >"$packages/ca-certificates/usr/sbin/update-ca-certificates" <<'SCRIPT'
#!/bin/sh
for file in /usr/local/share/ca-certificates/*.crt; do
    [ ! -e "$file" ] || cat "$file" >>/etc/ssl/certs/ca-certificates.crt
done
SCRIPT
chmod 755 "$packages/ca-certificates/usr/sbin/update-ca-certificates"

pack bash /bin/bash && hide bash
pack curl /usr/bin/curl && hide curl
pack make /usr/bin/make && hide make
pack git /usr/bin/git /usr/lib/git-core /usr/share/git-core && hide git

pack musl-dev /usr/include/x86_64-linux-musl /usr/lib/x86_64-linux-musl
rm "$packages/musl-dev/usr/lib/x86_64-linux-musl/libc.so"
ln -s /lib/ld-musl-x86_64.so.1 "$packages/musl-dev/usr/lib/x86_64-linux-musl/libc.so"
pack gcc /usr/bin/x86_64-linux-gnu-* /usr/bin/as /usr/bin/ld /usr/bin/ld.bfd /usr/bin/ar \
    /usr/bin/nm /usr/bin/objcopy /usr/bin/objdump /usr/bin/ranlib /usr/bin/strip \
    /usr/lib/gcc/x86_64-linux-gnu && hide gcc
specs=$(find /usr/lib/x86_64-linux-musl /usr/lib/musl -name musl-gcc.specs | head -1)
pack gcc "$specs"
printf '#!/bin/sh\nexec /usr/bin/x86_64-linux-gnu-gcc-12 -specs %s "$@"\n' "$specs" \
    >"$packages/gcc/usr/bin/gcc"
chmod 755 "$packages/gcc/usr/bin/gcc"
ln -s gcc "$packages/gcc/usr/bin/cc"

# A library as Alpine has it: compiled for musl, its headers where this gcc looks for them.
cd /srv/zlib-*/
mkdir -p "$packages/zlib/lib"
musl-gcc -O2 -fPIC -shared -DHAVE_UNISTD_H -Wl,-soname,libz.so.1 \
    -o "$packages/zlib/lib/libz.so.1" ./*.c
mkdir -p "$packages/zlib-dev/usr/include/x86_64-linux-musl" \
    "$packages/zlib-dev/usr/lib/x86_64-linux-musl"
cp -a "$packages/zlib/lib" "$packages/zlib-dev/"
cp zlib.h zconf.h "$packages/zlib-dev/usr/include/x86_64-linux-musl/"
ln -s /lib/libz.so.1 "$packages/zlib-dev/usr/lib/x86_64-linux-musl/libz.so"

for name in libc-dev linux-headers; do mkdir -p "$packages/$name"; done
mkdir -p "$packages/build-base"
for name in gcc make musl-dev; do cp -a "$packages/$name/." "$packages/build-base/"; done
