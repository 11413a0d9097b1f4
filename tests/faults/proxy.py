"""A wire to the database that can be held: what is sent into it is taken, and nothing comes out until it is let go."""

from __future__ import annotations

import contextlib
import socket
import threading


class Proxy:
    """Listens on the loopback and passes bytes on to the socket at `path`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.flows = threading.Event()
        self.flows.set()
        self.over = False
        self._lines: list[socket.socket] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def hold(self) -> None:
        self.flows.clear()

    def let_go(self) -> None:
        self.flows.set()

    def close(self) -> None:
        self.over = True
        self.let_go()
        for line in (self._socket, *self._lines):
            line.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while not self.over:
                client, _ = self._socket.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self.path)
                self._lines += [client, server]
                for source, target in ((client, server), (server, client)):
                    threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self.flows.wait()
                target.sendall(data)
        for line in (source, target):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
