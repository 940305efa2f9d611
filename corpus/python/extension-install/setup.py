from setuptools import Extension, setup

setup(ext_modules=[Extension("syllables._count", ["syllables/_count.c"])])
