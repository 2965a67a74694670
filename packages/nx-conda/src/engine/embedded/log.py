"""The engine's log on stderr, as rattler-build prints it."""

import sys

# Progress of reading and writing indexes; rattler-build does not show it either.
NOISE = ("index_subdir", "get_or_create_subdir")


class Log:
    """A progress callback of rattler_build. It also remembers the specs being solved."""

    def __init__(self, style):
        self.style = style
        self.specs = []
        self.channels = []
        self.retried = False
        self._list = None

    def on_log(self, event):
        if event.level == "info" and event.span in NOISE:
            return
        self.retried = self.retried or (event.span in NOISE and event.message.startswith("Retry attempt"))
        self._remember(event.message)
        if event.level != "info" and not event.message:
            return
        self._print(event)

    def _print(self, event):
        if self.style == "json":
            import json

            fields = {"level": event.level.upper(), "fields": {"message": event.message}, "span": {"name": event.span}}
            line = json.dumps(fields, ensure_ascii=False)
        else:
            line = event.message if event.level == "info" else "{} {}".format(event.level.upper(), event.message)
        print(line, file=sys.stderr, flush=True)

    def _remember(self, message):
        if message.startswith("  Channels:"):
            self._list = self.channels = []
        elif message == "  Specs:":
            self._list = self.specs = []
        elif message.startswith("   - ") and self._list is not None:
            self._list.append(message[5:])
        else:
            self._list = None
        if message.startswith("✔ Successfully updated"):
            self.specs = []

    def ignore(self, event):
        """Downloads and steps are in the log too."""

    on_download_start = on_download_progress = on_download_complete = on_build_step = ignore
