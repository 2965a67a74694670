"""The private copy of py-rattler-build."""

import os
import sys
import types


def use(folder):
    """Makes this folder the one that rattler_build is imported from."""
    sys.path.insert(0, folder)


def native():
    """The compiled module alone. The package around it takes longer to import than a recipe to render."""
    if "rattler_build" not in sys.modules:
        shell = types.ModuleType("rattler_build")
        shell.__path__ = [os.path.join(sys.path[0], "rattler_build")]
        sys.modules["rattler_build"] = shell
        try:
            import rattler_build._rattler_build
        finally:
            # Whoever needs the package itself imports it as if nothing had happened.
            del sys.modules["rattler_build"]
    return sys.modules["rattler_build._rattler_build"]


def version():
    return native().get_rattler_build_version_py()
