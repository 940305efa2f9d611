import setuptools

setuptools.setup(
    name="common",
    version="2024.6",
    packages=["common"],
    package_data={"common": ["*.ini"]},
)
