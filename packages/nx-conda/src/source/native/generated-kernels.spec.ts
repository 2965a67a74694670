import { factsOf } from '../source.fixture';

const SETUP = `
import os
from pccm.extension import PCCMBuild, PCCMExtension
from setuptools import setup
version = os.getenv("CUMM_CUDA_VERSION", "")
from a.csrc.ops import Ops
setup(name="a", version="1", ext_modules=[PCCMExtension([Ops()], "a/core_cc")], cmdclass={"build_ext": PCCMBuild})
`;
const OPS = 'import pccm\nclass Ops(pccm.Class):\n    @pccm.MEMBER\n    def add(self):\n        pass\n';
const hasDeviceCode = (files: Record<string, string>) => factsOf(files).cuda?.hasDeviceCode;

describe('kernels that pccm writes', () => {
  it('are device code if a module that setup.py imports declares one', () => {
    const ops = OPS.replace('pccm.MEMBER', 'pccm.cuda.cuda_global_function');
    expect(hasDeviceCode({ 'setup.py': SETUP, 'a/csrc/ops.py': ops })).toBe(true);
  });

  it('are not expected from modules that the build does not name', () => {
    const kernel = '@pccm.cuda.cuda_global_function\n';
    expect(hasDeviceCode({ 'setup.py': SETUP, 'a/csrc/ops.py': OPS, 'a/jit.py': kernel })).toBe(false);
  });
});
