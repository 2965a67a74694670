"""Explains a failed solve as far as this engine can."""

import os

from failure import Failure

UNSOLVED = ("Failed to resolve dependencies", "failed to setup test environment", "Test failed")


def unsolved(message, specs, channels, retried=False):
    """A Failure that lists the specs to solve; None for a message about something else. The package rattler_build
    0.73 drops the solver's explanation."""
    if not message.startswith(UNSOLVED) or not specs:
        return None
    cause = [
        "Cannot solve the request. py-rattler-build does not report the cause. All of these are required together:",
        *("  - " + spec for spec in specs),
        "from these channels; earlier channels have priority:",
        *("  - " + channel for channel in channels),
        "To see the cause, install the rattler-build command: with pixi global install rattler-build,",
        "as the package rattler-build of conda-forge, or as a release from its GitHub page.",
    ]
    causes = ["could not find subdir 'noarch' in channel '{}'".format(channel) for channel in missing(channels)]
    if retried:
        causes.append("A channel did not answer, see the warnings above.")
    return Failure(message, causes + ["\n".join(cause)])


def missing(channels):
    """The channels that are folders without an index."""
    from urllib.request import url2pathname

    folders = [channel for channel in channels if channel.startswith("file://")]
    return [channel for channel in folders if not has_index(url2pathname(channel[7:]))]


def has_index(folder):
    names = ("repodata.json", "repodata.json.zst", "repodata_shards.msgpack.zst")
    return any(os.path.exists(os.path.join(folder, "noarch", name)) for name in names)


def planned_specs(planned):
    """The specs of the build and host environments of these outputs, as text."""
    sections = []
    for output in planned:
        recipe = output["recipe"]
        for owner in [recipe, *(recipe.get("staging_caches") or [])]:
            requirements = owner.get("requirements") or {}
            sections += (requirements.get("build") or []) + (requirements.get("host") or [])
    texts = [spec if isinstance(spec, str) else pin_text(spec) for spec in sections]
    return list(dict.fromkeys(texts))


def pin_text(pin):
    (kind, values), *_ = pin.items()
    return "{}({})".format(kind, values.get("name") if isinstance(values, dict) else values)
