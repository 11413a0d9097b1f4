"""Taking a port before anything slow begins."""

from __future__ import annotations

import pytest

from curricle.cli import ports


def test_port_that_was_asked_for_and_is_busy_is_refused():
    with ports.take(0) as held:
        port = held.getsockname()[1]
        with pytest.raises(ports.PortTaken, match=f"Port {port} is in use"):
            ports.take(port)


def test_busy_default_gives_the_next_free_port(monkeypatch):
    with ports.take(0) as held:
        port = held.getsockname()[1]
        monkeypatch.setattr(ports, "DEFAULT_PORT", port)
        with ports.take(None) as taken:
            assert taken.getsockname()[1] > port


def test_only_the_loopback_is_listened_on():
    with ports.take(0) as held:
        assert held.getsockname()[0] == "127.0.0.1"


def test_busy_port_is_wrong_use_in_words(ask):
    with ports.take(0) as held:
        port = held.getsockname()[1]
        answer = ask("up", "--port", port)
    assert (answer.code, answer.err) == (
        2,
        f"Error: Port {port} is in use on this machine. Choose another with --port, or leave the option out.\n",
    )
