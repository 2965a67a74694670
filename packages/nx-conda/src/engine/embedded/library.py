"""The private copy of py-rattler-build."""

import os
import sys
import types


def use(folder):
    """Makes Python import rattler_build from this folder."""
    sys.path.insert(0, folder)


def native():
    """Only the compiled module. Importing the package around it takes longer than rendering a recipe."""
    if "rattler_build" not in sys.modules:
        shell = types.ModuleType("rattler_build")
        shell.__path__ = [os.path.join(sys.path[0], "rattler_build")]
        sys.modules["rattler_build"] = shell
        try:
            import rattler_build._rattler_build
        finally:
            # The package itself can still be imported normally.
            del sys.modules["rattler_build"]
    return sys.modules["rattler_build._rattler_build"]


def version():
    return native().get_rattler_build_version_py()
