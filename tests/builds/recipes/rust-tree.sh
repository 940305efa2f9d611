#!/bin/sh
# Lays out Debian's Rust as rustup does: a toolchain with all libraries that it needs, and the
# commands that start it.
set -eu
package=$1
version=$(rustc --version | cut -d' ' -f2)
triple=x86_64-unknown-linux-gnu
toolchain=/usr/local/rustup/toolchains/$version-$triple
tree=/rust$toolchain
mkdir -p "$tree/bin" "$tree/lib/rustlib" /rust/usr/local/cargo/bin

for name in cargo rustc rustdoc rust-gdb rust-gdbgui rust-lldb; do
    [ ! -e "/usr/bin/$name" ] || cp -L "/usr/bin/$name" "$tree/bin/$name"
done
sysroot=$(rustc --print sysroot)
cp -rL "$sysroot/lib/rustlib/$triple" "$tree/lib/rustlib/"
[ ! -d "$sysroot/lib/rustlib/etc" ] || cp -rL "$sysroot/lib/rustlib/etc" "$tree/lib/rustlib/"

# what they link, but for what every Debian has
ldd "$tree"/bin/cargo "$tree"/bin/rustc "$tree"/bin/rustdoc | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p' |
    sort -u | while read -r library; do
    case $(basename "$library") in
    libc.so.*|libm.so.*|libdl.so.*|libpthread.so.*|librt.so.*|ld-linux*|libresolv.so.*) ;;
    *) cp -L "$library" "$tree/lib/" ;;
    esac
done
for file in "$tree"/bin/cargo "$tree"/bin/rustc "$tree"/bin/rustdoc; do
    patchelf --force-rpath --set-rpath '$ORIGIN/../lib' "$file"
done
for file in "$tree"/lib/*.so*; do
    patchelf --force-rpath --set-rpath '$ORIGIN' "$file"
done
for name in cargo rustc rustdoc rust-gdb rust-gdbgui rust-lldb; do
    [ ! -e "$tree/bin/$name" ] || ln -s "$toolchain/bin/$name" "/rust/usr/local/cargo/bin/$name"
done
printf 'version = "12"\nprofile = "minimal"\ndefault_toolchain = "%s"\n' "$version-$triple" \
    >/rust/usr/local/rustup/settings.toml
chmod -R a+w /rust/usr/local/rustup /rust/usr/local/cargo
du -sh "$tree"/* "$tree"/lib/*
