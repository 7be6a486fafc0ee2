"""What one question page and one answer cost, beside a bare Flask view of the same size.

Both applications run on the same server with one worker, one after the other in one run, so
that the ratios mean something on a noisy machine. CPU is that of the worker process.

    python benchmarks/respondent_pages.py
"""

from __future__ import annotations

import gzip
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask, render_template
from jinja2 import DictLoader

from surveyapp.settings import load_settings
from surveyapp.workflows import installation, schemes, surveys
from surveyapp.workflows.site import Site

REQUESTS = 2000
CONNECTIONS = 4
BARE_PAGE = "BENCHMARK_BARE_PAGE"


@dataclass(frozen=True)
class Cost:
    """The CPU of one request in milliseconds, and requests a second."""

    cpu_milliseconds: float
    per_second: float


def main() -> None:
    """Run both applications and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        link = _prepared_survey(Path(folder))
        environ = {**os.environ, "INSTANCE_PATH": folder}
        environ.pop("DATABASE_URL", None)
        with _server("ours", environ) as (port, worker):
            first_load = _first_load(port, link)
            visits = [_visit_at_question(port, link) for _ in range(CONNECTIONS)]
            page, size = _question_request(port, visits[0])
            question = _measured(port, worker, [_get(visit) for visit in visits])
            answer = _measured(port, worker, [_post(visit) for visit in visits])
            memory = _memory_megabytes(worker)
        Path(folder, "page.html").write_text(page, encoding="utf-8")
        bare_environ = {**environ, BARE_PAGE: str(Path(folder, "page.html"))}
        with _server("bare", bare_environ) as (port, worker):
            bare = _measured(port, worker, [_plain_get("/")] * CONNECTIONS)
    _tell(question, answer, bare, size, first_load, memory)


def _tell(
    question: Cost, answer: Cost, bare: Cost, size: int, first_load: tuple[int, int], memory: float
) -> None:
    print(f"{REQUESTS} requests each, {CONNECTIONS} connections, one worker\n")
    print(f"{'':28}{'CPU ms':>8}{'a second':>10}{'of bare':>9}")
    rows = (
        ("question page (GET)", question),
        ("answer (POST)", answer),
        ("bare Flask view", bare),
    )
    for name, cost in rows:
        ratio = cost.per_second / bare.per_second
        print(f"{name:28}{cost.cpu_milliseconds:8.2f}{cost.per_second:10.0f}{ratio:9.2f}")
    print(f"\nquestion page {size / 1024:.1f} KB")
    print(f"first page load {first_load[0] / 1024:.1f} KB, gzipped {first_load[1] / 1024:.1f} KB")
    print(f"worker memory {memory:.0f} MB")


def _prepared_survey(folder: Path) -> str:
    site = Site(load_settings({"INSTANCE_PATH": str(folder)}))
    installation.initialise(site)
    schemes.add_scheme(
        site, "larch-court", name="Larch Court", provider="Example Care", contract="extra-care"
    )
    surveys.create_survey(
        site,
        "residents",
        questionnaire="residents",
        contract="extra-care",
        schemes=["larch-court"],
        opens=date(2026, 1, 1),
        closes=date(9000, 1, 1),
    )
    surveys.open_survey(site, "residents")
    link = surveys.survey_links(site, "residents")["larch-court"]
    site.store.close()
    return link


@contextmanager
def _server(which: str, environ: dict[str, str]) -> Iterator[tuple[int, int]]:
    """A server process; gives its port and the process number of its worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, __file__, which, str(port)]
    process = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
        yield port, int(children.split()[0])
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            _exchange(port, _plain_get("/healthz"))
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("The server did not start.")


def _serve(which: str, port: int) -> None:
    """The server's side: ours, or the bare view, under the same settings of Gunicorn."""
    from surveyapp.web import server

    if which == "bare":
        server.create_app = lambda _: _bare_application()
    server.run_server(load_settings(), host="127.0.0.1", port=port, workers=1)


def _bare_application() -> Flask:
    """One view that renders a template with nothing to fill in, compiled once."""
    app = Flask("bare")
    page = Path(os.environ[BARE_PAGE]).read_text(encoding="utf-8")
    app.jinja_loader = DictLoader({"page.html": "{% raw %}" + page + "{% endraw %}"})

    @app.get("/")
    def bare() -> str:
        return render_template("page.html")

    return app


def _measured(port: int, worker: int, requests: list[bytes]) -> Cost:
    """Send the same requests over and over on keep-alive connections, after a warm-up."""
    _load(port, requests, REQUESTS // 10)
    cpu, start = _cpu_seconds(worker), time.perf_counter()
    _load(port, requests, REQUESTS)
    seconds, used = time.perf_counter() - start, _cpu_seconds(worker) - cpu
    return Cost(used / REQUESTS * 1000, REQUESTS / seconds)


def _load(port: int, requests: list[bytes], total: int) -> None:
    threads = [
        threading.Thread(target=_connection, args=(port, request, total // len(requests)))
        for request in requests
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _connection(port: int, request: bytes, count: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for _ in range(count):
            connection.sendall(request)
            status = _read_response(connection)[0]
            assert status in (200, 303), status


def _exchange(port: int, request: bytes) -> tuple[int, str, bytes]:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request)
        return _read_response(connection)


def _read_response(connection: socket.socket) -> tuple[int, str, bytes]:
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    while length and len(body) < int(length[1]):
        body += connection.recv(65536)
    return int(head.split()[1]), head.decode("latin-1"), body


def _plain_get(path: str, cookie: str = "") -> bytes:
    sent = f"Cookie: visit={cookie}\r\n" if cookie else ""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{sent}\r\n".encode()


@dataclass(frozen=True)
class VisitAtQuestion:
    """A visit that has come to the first question."""

    path: str
    cookie: str
    token: str


def _visit_at_question(port: int, link: str) -> VisitAtQuestion:
    _, head, body = _exchange(port, _plain_get(f"/s/{link}"))
    cookie = re.search(r"visit=([^;]+)", head)[1]
    token = re.search(rb'name="token" value="([^"]+)"', body)[1].decode()
    choices = [
        ("language", "en"),
        ("words", "standard"),
        ("look", "done"),
        ("helper", "none"),
        ("consent", "yes"),
    ]
    for kind, choice in choices:
        path = f"/s/{link}/choose/{kind}"
        _exchange(port, _form(path, cookie, f"token={token}&choice={choice}"))
    return VisitAtQuestion(f"/s/{link}/q/feel_safe", cookie, token)


def _question_request(port: int, visit: VisitAtQuestion) -> tuple[str, int]:
    status, _, body = _exchange(port, _get(visit))
    assert status == 200, status
    return body.decode(), len(body)


def _get(visit: VisitAtQuestion) -> bytes:
    return _plain_get(visit.path, visit.cookie)


def _post(visit: VisitAtQuestion) -> bytes:
    return _form(visit.path, visit.cookie, f"token={visit.token}&answer=yes&do=next")


def _form(path: str, cookie: str, body: str) -> bytes:
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: visit={cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        f"{body}"
    ).encode()


def _first_load(port: int, link: str) -> tuple[int, int]:
    """Bytes of the first page with everything that it loads: as sent, and gzipped."""
    _, _, page = _exchange(port, _plain_get(f"/s/{link}"))
    files = sorted(set(re.findall(rb'(?:href|src)="(/(?:assets|pictures)/[^"]+)"', page)))
    bodies = [page] + [_exchange(port, _plain_get(path.decode()))[2] for path in files]
    return sum(map(len, bodies)), sum(len(gzip.compress(body)) for body in bodies)


def _cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory_megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


if __name__ == "__main__":
    if len(sys.argv) == 3:
        _serve(sys.argv[1], int(sys.argv[2]))
    else:
        main()
