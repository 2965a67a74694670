"""rattler-build's command line for the engine in the Python package py-rattler-build.

    python3 -I -S nx_conda_engine.py <folder of the package> build --render-only --recipe ...

It accepts the flags that nx-conda uses and rejects all others. Like rattler-build, it sets exit codes and writes JSON to
stdout and everything else to stderr. Python 3.8 can parse it, so that an old Python prints a message instead of a
syntax error.
"""

import os
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # -I leaves it out

import command_line
import library
from failure import Failure

OLDEST_PYTHON = (3, 10)  # `Requires-Python` of py-rattler-build 0.73.0


def main(arguments):
    stop_like_a_program()
    if sys.version_info < OLDEST_PYTHON:
        print("error: py-rattler-build needs Python 3.10 or newer, not " + sys.version.split()[0], file=sys.stderr)
        return 1
    try:
        library.use(arguments[0])
        run(command_line.parse(arguments[1:]))
    except command_line.UsageError as error:
        print("error: {}".format(error), file=sys.stderr)
        return 2
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def stop_like_a_program():
    """Python turns SIGINT into an exception, which waits until the engine returns, and ignores SIGPIPE."""
    for name in ("SIGINT", "SIGTERM", "SIGPIPE"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


def run(options):
    if options.command == "--version":
        print("rattler-build " + library.version())
    elif options.command == "test":
        from packagetest import test

        test(options)
    elif options.command.startswith("upload "):
        from upload import upload

        upload(options)
    elif options.render_only:
        from render import print_outputs

        print_outputs(options)
    else:
        from build import build

        build(options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
