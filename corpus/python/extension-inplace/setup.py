from setuptools import Extension, setup

setup(
    name="life",
    version="0.3",
    packages=["life"],
    ext_modules=[Extension("life._step", ["life/_step.c"])],
)
