from cffi import FFI

ffi = FFI()
ffi.cdef(
    """
    int abs(int n);
    double difftime(long later, long earlier);
    """
)
libc = ffi.dlopen(None)
print(libc.abs(-3), libc.difftime(120, 60), ffi.sizeof("long"))
