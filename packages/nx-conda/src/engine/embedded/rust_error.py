"""Errors of rendering. Their text is often Rust's debug form, from which the message and the place are extracted."""

import re

from failure import Failure, plain_message

STRING = r'"((?:[^"\\]|\\.)*)"'

# Debug forms of rattler-build 0.73, and the messages that its command line prints for them.
KNOWN = (
    (r"InvalidZipKeyLength\({}\)", "Zip key elements do not all have same length: {}"),
    (r"CycleDetected \{{ packages: {}", "Cycle detected in recipe outputs: {}"),
    (r"MissingOutput \{{ package: {}", "missing output: {}"),
    (r"TypeMismatch \{{ expected: {}, actual: {}", "expected {} but got {}"),
    (r"message: {}", "{}"),
)


def of_render(outer, error, path):
    """A Failure for an error raised while rendering the recipe at this path."""
    text = plain_message(error)
    words = words_in(text)
    file = re.search("path: " + STRING, text)
    return Failure(outer, [] if words in outer else [words], place_in(text, unescaped(file.group(1)) if file else path))


def words_in(text):
    for pattern, words in KNOWN:
        found = re.search(pattern.format(STRING, STRING), text)
        if found:
            return words.format(*map(unescaped, found.groups()))
    return text


def place_in(text, path):
    marker = re.search(r"line: (\d+), column: (\d+)", text) or re.search(r"YAML: (\d+):(\d+)", text)
    return (path, int(marker.group(1)), int(marker.group(2))) if marker else None


def unescaped(text):
    return text.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
