from setuptools import Extension, setup

setup(
    name="pgversion",
    version="1.0",
    ext_modules=[
        Extension(
            "pgversion",
            ["pgversion.c"],
            include_dirs=["/usr/include/postgresql"],
            libraries=["pq"],
        )
    ],
)
