"""The flags of rattler-build 0.73 that nx-conda uses.

Rejects all other flags: ignoring them would build something different from the request. Does not use argparse:
importing it takes as long as rendering a recipe.
"""


class UsageError(Exception):
    """A command line that rattler-build would reject, or that only the full rattler-build supports."""


class Options:
    """The values of a command's flags, as attributes: `--output-dir` is `output_dir`."""

    def __init__(self, command, **values):
        self.command = command
        self.__dict__.update(values)

    def of_recipe(self, file):
        """The same for a single recipe."""
        return Options(**{**self.__dict__, "recipe": [file]})


class Flag:
    """`value`: one value, the last wins. `list`: may be repeated. `switch`: none. `maybe`: only as `--flag=value`."""

    def __init__(self, kind, choices=(), default=None):
        self.kind = kind
        self.choices = choices
        self.default = [] if kind == "list" else False if kind == "switch" else default


SHORT = {"-r": "--recipe", "-m": "--variant-config", "-c": "--channel", "-p": "--package-file"}

COMMON = {
    "--no-config": Flag("switch"),
    "--channel": Flag("list"),
    "--channel-priority": Flag("value", ("strict", "disabled"), "strict"),
    "--experimental": Flag("switch"),
    "--log-style": Flag("value", ("plain", "simple", "fancy", "json"), "plain"),
    "--color": Flag("value", ("never", "auto", "always"), "never"),
    "--wrap-log-lines": Flag("maybe", ("true", "false"), "true"),
    "--output-dir": Flag("value", default="output"),
}

BUILD = {
    "--recipe": Flag("list"),
    "--variant-config": Flag("list"),
    "--variant": Flag("list"),
    "--ignore-recipe-variants": Flag("switch"),
    "--render-only": Flag("switch"),
    "--target-platform": Flag("value"),
    "--build-platform": Flag("value"),
    "--host-platform": Flag("value"),
    "--no-build-id": Flag("switch"),
    "--no-include-recipe": Flag("switch"),
    "--package-format": Flag("value"),
    "--test": Flag("value", ("skip", "native", "native-and-emulated"), "native-and-emulated"),
    "--skip-existing": Flag("maybe", ("none", "local", "all"), "local"),
    "--exclude-newer": Flag("value"),
    "--up-to": Flag("value"),
}

TEST = {
    "--package-file": Flag("value"),
    "--test-index": Flag("value"),
}

UPLOAD = {"--log-style": COMMON["--log-style"], "--color": COMMON["--color"]}

QUETZ = {"--url": Flag("value"), "--channel": Flag("value")}
ARTIFACTORY = QUETZ
PREFIX = {
    **QUETZ,
    "--force": Flag("switch"),
    "--attestation": Flag("value"),
    "--generate-attestation": Flag("switch"),
    "--store-github-attestation": Flag("switch"),
}
ANACONDA = {"--owner": Flag("value"), "--channel": Flag("list"), "--force": Flag("switch")}
CLOUDSMITH = {"--owner": Flag("value"), "--repo": Flag("value")}

COMMANDS = {
    "build": {**COMMON, **BUILD},
    "test": {**COMMON, **TEST},
    "upload quetz": {**UPLOAD, **QUETZ},
    "upload artifactory": {**UPLOAD, **ARTIFACTORY},
    "upload prefix": {**UPLOAD, **PREFIX},
    "upload anaconda": {**UPLOAD, **ANACONDA},
    "upload cloudsmith": {**UPLOAD, **CLOUDSMITH},
}


def parse(arguments):
    """Options of `--version`, `build`, `test` or `upload <server>`; `files` are the packages to upload. Raises UsageError."""
    if arguments == ["--version"]:
        return Options("--version")
    words = 2 if arguments[:1] == ["upload"] else 1
    command = " ".join(arguments[:words])
    if command not in COMMANDS:
        message = "py-rattler-build, which nx-conda installed, has no command '{}': it supports only {}"
        raise UsageError(message.format(command, ", ".join(COMMANDS)))
    flags = COMMANDS[command]
    values = {name: flag.default if flag.kind != "maybe" else None for name, flag in flags.items()}
    files = []
    rest = iter(arguments[words:])
    for argument in rest:
        if words == 2 and not argument.startswith("-"):
            files.append(argument)
            continue
        name, inline = split_inline(argument)
        flag = flags.get(name)
        if flag is None:
            raise UsageError(unknown(command, argument))
        value = read_value(name, flag, inline, rest)
        values[name] = values[name] + [value] if flag.kind == "list" else value
    require(command, values)
    return Options(command, files=files, **{name[2:].replace("-", "_"): value for name, value in values.items()})


def split_inline(argument):
    name, separator, inline = argument.partition("=")
    return SHORT.get(name, name), inline if separator else None


def unknown(command, argument):
    return (
        "unexpected argument '{}': py-rattler-build, which nx-conda installed, accepts only {} for '{}'.\n"
        "For other arguments, install the rattler-build command, for example with pixi global install rattler-build"
    ).format(argument, ", ".join(COMMANDS[command]), command)


def read_value(name, flag, inline, rest):
    if flag.kind == "switch":
        if inline is not None:
            raise UsageError("{} accepts no value".format(name))
        return True
    value = inline
    if value is None:
        value = flag.default if flag.kind == "maybe" else next(rest, None)
    if value is None:
        raise UsageError("a value is required for '{}'".format(name))
    if flag.choices and value not in flag.choices:
        raise UsageError("invalid value '{}' for '{}': expected one of {}".format(value, name, ", ".join(flag.choices)))
    return value


def require(command, values):
    if command == "test" and values["--package-file"] is None:
        raise UsageError("a value is required for '--package-file'")
    if command == "build" and not values["--recipe"]:
        values["--recipe"] = ["."]
    for override in values.get("--variant", []):
        if "=" not in override:
            raise UsageError("invalid value '{}' for '--variant': must be key=value".format(override))


def variant_overrides(options):
    """`--variant python=3.11,3.12` as a dictionary of lists."""
    pairs = (override.partition("=") for override in options.variant)
    return {key: values.split(",") for key, _, values in pairs}
