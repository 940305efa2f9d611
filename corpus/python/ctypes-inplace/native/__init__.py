"""CRC-32, because zlib's was too slow, or so we thought in 2016."""

import ctypes
import os

_lib = ctypes.CDLL(os.path.join(os.path.dirname(__file__), "libcrc.so"))
_lib.crc.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
_lib.crc.restype = ctypes.c_uint32


def crc(data: bytes) -> int:
    return _lib.crc(data, len(data))
