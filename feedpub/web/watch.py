"""Files that change while we look. The only door to watchfiles."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from feedpub.errors import ConfigError


@contextlib.contextmanager
def watching(
    folder: Path, ignored: Iterable[Path], changed: Callable[[], None], *, without: str
) -> Iterator[None]:
    """Call `changed`, in a thread of its own, after every burst of changes in the folder.

    From the first statement of the block on no change is missed. Hidden files, editors'
    leftovers and the folders in `ignored` do not count. `without` is what can be done without
    looking, as a hint.

    Raises:
        ConfigError: if the system does not let us look, as with too many folders on Linux.
    """
    import watchfiles

    left_out = tuple(path.resolve() for path in ignored)
    root = folder.resolve()
    ready, stop = threading.Event(), threading.Event()
    failed: list[Exception] = []

    def counts(change: watchfiles.Change, path: str) -> bool:
        file = Path(path)
        inner = file.relative_to(root) if file.is_relative_to(root) else file
        hidden = any(part.startswith(".") for part in inner.parts)
        leftover = file.name.endswith(("~", ".swp", ".tmp")) or file.name.startswith("#")
        return not (hidden or leftover or any(file.is_relative_to(out) for out in left_out))

    def look() -> None:
        try:
            for changes in watchfiles.watch(
                root,
                watch_filter=counts,
                stop_event=stop,
                raise_interrupt=False,
                rust_timeout=_PULSE,
                yield_on_timeout=True,
            ):
                ready.set()
                if changes:
                    changed()
        except (OSError, RuntimeError) as e:
            if ready.is_set():
                raise
            failed.append(e)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        while not ready.wait(_PULSE / 1000) and watcher.is_alive():
            pass
        if failed:
            message = f"the files cannot be watched: {str(failed[0]).lower()}"
            raise ConfigError(message, hint=without) from failed[0]
        yield
    finally:
        stop.set()
        watcher.join()


_PULSE = 300
"""Milliseconds after which the watcher looks whether it is to stop."""
