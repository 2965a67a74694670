"""Failures in rattler-build's own format, with as much of the cause as the package reports."""


class Failure(Exception):
    """A failure and its causes, from outer to inner; printed like an error of rattler-build."""

    def __init__(self, message, causes=(), place=None):
        super().__init__(message)
        self.message = message
        self.causes = causes
        self.place = place  # (path, line, column), the numbers counted from 1

    def __str__(self):
        lines = ["Error:   × " + indented(self.message, "  │ ")]
        for number, cause in enumerate(self.causes):
            last = number == len(self.causes) - 1
            lines.append(("  ╰─▶ " if last else "  ├─▶ ") + indented(cause, "      " if last else "  │   "))
        return "\n".join(lines + frame(self.place))


def indented(text, margin):
    return text.strip().replace("\n", "\n" + margin)


def frame(place):
    """The wrong line with its neighbors, as rattler-build shows it."""
    if place is None:
        return []
    path, number, column = place
    lines = ["   ╭─[{}:{}:{}]".format(path, number, column)]
    try:
        with open(path, encoding="utf-8") as file:
            content = file.read().split("\n")
    except (OSError, UnicodeDecodeError):
        return lines
    for shown in range(max(number - 1, 1), min(number + 1, len(content)) + 1):
        lines.append("{:>2} │ {}".format(shown, content[shown - 1]))
        if shown == number:
            lines.append("   · " + " " * (column - 1) + "┬")
    return lines + ["   ╰────"]


def plain_message(error):
    """An error's text without the wrapper of the Python package."""
    text = str(error)
    for prefix in ("PyRattlerBuildError: ", "Render error: "):
        if text.startswith(prefix):
            text = text[len(prefix) :]
    return text
