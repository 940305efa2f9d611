from setuptools import Extension, setup

setup(name="dice", ext_modules=[Extension("dice", ["dice.c"])], py_modules=[])
