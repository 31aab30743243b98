"""Files that are watched, asked for by several threads."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread, current_thread, main_thread

from jupyterlab_vcp.services.files import _Watched


class _Overtaken(_Watched[str]):
    """Lets the slow reader go on in the worst moment: just after the value of a quick one was remembered."""

    slow: Thread | None = None

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        if name == "_known" and self.slow is not None and current_thread() is main_thread():
            go_on.set()
            self.slow.join(5)


go_on = Event()


def test_a_slow_reader_does_not_put_back_what_was_there_before_a_change(tmp_path: Path) -> None:
    path = tmp_path / "vcp_config.yml"
    path.write_text("old")
    has_read = Event()

    def read() -> str:
        text = path.read_text()
        if current_thread() is not main_thread():
            has_read.set()
            go_on.wait(0.5)
        return text

    watched = _Overtaken(lambda: [path], read)
    watched.slow = Thread(target=watched)
    watched.slow.start()
    assert has_read.wait(5)
    path.write_text("newer")
    assert watched() == "newer"
    assert watched() == "newer"
