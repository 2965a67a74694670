import os

from setuptools import setup

cuda = os.environ.get("CUMM_CUDA_VERSION", "")
suffix = "-cu" + cuda.replace(".", "") if cuda else ""

setup(
    name="spconv" + suffix,
    version="2.3.6",
    install_requires=["cumm" + suffix + ">=0.7.11, <0.8.0"],
)
