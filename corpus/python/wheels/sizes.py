import cffi

ffi = cffi.FFI()
for kind in ("char", "int", "long", "void *", "double"):
    print("%-8s %d" % (kind, ffi.sizeof(kind)))
