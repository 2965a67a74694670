"""Testing a finished package: rattler-build's `test`."""

import sys

import library
from failure import Failure, plain_message
from log import Log
from solving import unsolved


def test(options):
    """Runs the tests in a package until one fails. Raises Failure."""
    from rattler_build import Package

    print("rattler-build {} (py-rattler-build)".format(library.version()), file=sys.stderr)
    log = Log(options.log_style)
    try:
        package = Package.from_file(options.package_file)
        results = run(package, options, log)
    except Exception as error:
        raise Failure(plain_message(error)) from error
    for result in results:
        if not result.success:
            # The last line of a failed test is the error itself.
            message = plain_message(result.output[-1]) if result.output else "Test failed"
            needs = ["{}, which {} needs".format(spec, package.name) for spec in package.depends]
            specs = log.specs and log.specs + needs
            # The first channel is the engine's own: it contained only this package and is already deleted.
            raise unsolved(message, specs, log.channels[1:], log.retried) or Failure(message)
    if not results:
        print("✔ all tests passed!", file=sys.stderr)


def run(package, options, log):
    arguments = {
        "channel": options.channel or None,
        "channel_priority": options.channel_priority,
        "progress_callback": log,
    }
    if options.test_index is None:
        return package.run_tests(**arguments)
    if not options.test_index.isdigit():
        raise ValueError("invalid value '{}' for '--test-index'".format(options.test_index))
    return [package.run_test(int(options.test_index), **arguments)]
