from setuptools import find_packages, setup

setup(
    name="numerals",
    version="0.2",
    packages=find_packages(),
    entry_points={"console_scripts": ["roman=numerals.cli:roman"]},
    scripts=["scripts/arabic"],
    zip_safe=True,
)
