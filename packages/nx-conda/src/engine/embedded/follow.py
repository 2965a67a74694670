"""Prints the log files that build scripts write below a folder, until stdin ends."""

import glob
import os
import sys
import threading


def follow(folder):
    known = {}
    ended = threading.Event()
    threading.Thread(target=wait_for_end, args=(ended,), daemon=True).start()
    while not ended.wait(0.1):
        print_new_lines(folder, known)
    print_new_lines(folder, known)


def wait_for_end(ended):
    """The other end closes when the build ends, also if its process is killed."""
    sys.stdin.read()
    ended.set()


def print_new_lines(folder, known):
    for path in glob.glob(os.path.join(folder, "*", "work", "conda_build.log")):
        open_new(path, known)
    for file in known.values():
        sys.stderr.write(file.read())
    sys.stderr.flush()


def open_new(path, known):
    """A file that replaces one of the same name is a new file; an open file stays readable after its removal."""
    try:
        file = open(path, encoding="utf-8", errors="replace")
    except OSError:
        return
    identity = os.fstat(file.fileno()).st_ino
    if identity in known:
        file.close()
    else:
        known[identity] = file


if __name__ == "__main__":
    follow(sys.argv[1])
