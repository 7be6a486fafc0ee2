"""The real server over surveys in every state, and people parked on their way through them."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from surveyapp.answering.journey import Journey
from surveyapp.definitions.answers import Answer
from surveyapp.definitions.freezing import complete_languages
from surveyapp.definitions.library import load_library
from surveyapp.settings import Settings, load_settings
from surveyapp.workflows.answering import begin_or_change, find_visit, new_cookie, send
from surveyapp.workflows.clock import today
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.installation import initialise
from surveyapp.workflows.invitations import invite
from surveyapp.workflows.schemes import add_scheme
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import create_survey, open_survey, survey_links
from surveyapp.workflows.tablets import tablet_code
from tests.miniatures import ask_miniature

ROOT = Path(__file__).parents[2]
SCHEME = "larch-court"
SURVEYS = {
    "residents": ("residents", "open"),
    "families": ("families", "open"),
    "staff": ("staff", "open"),
    "number": ("residents", "open"),
    "home-care": ("home_care", "open"),
    "draft": ("families", "draft"),
    "closed": ("families", "closed"),
}
"""Each survey of the house: its questionnaire, and the state that it is in."""

COUNCIL = {
    "CONTROLLER_NAME": "Example Council",
    "CONTROLLER_CONTACT": "answers@council.example; 01632 960 010",
    "DATA_PROTECTION_CONTACT": "data.protection@council.example",
    "ACCESSIBILITY_CONTACT": "01632 960 011; Town Hall, 1 Example Street, Exampleton EX1 1EX",
    "STATEMENT_WRITTEN": "2026-01-12",
    "STATEMENT_CHECKED": "2026-02-09",
}
"""The settings that say who asks."""

SAID: Mapping[str, Answer] = {
    "feel_safe": Answer(("yes",)),
    "wellbeing_improved": Answer(("partly",)),
    "improved_aspects": Answer(("health", "sleep")),
    "knows_how_to_complain": Answer(silence="dont_know"),
    "one_change": Answer(words="More music in the evening, and a later lunch on Sundays."),
}
"""What somebody has answered who is nearly through; `would_recommend` was passed over."""

DEADLINE_TRIES = 600


@lru_cache(maxsize=1)
def offered_languages() -> tuple[str, ...]:
    """Every language that the residents' survey is complete in, English first."""
    settings = load_settings({})
    known = Site(settings).languages()
    library = load_library(settings.questionnaires)
    return tuple(complete_languages(library, "residents", settings.translations, known))


@dataclass(frozen=True)
class House:
    """A running server, and the site that it serves."""

    url: str
    site: Site

    def path(self, survey: str) -> str:
        """The path of a survey's poster, such as `/s/ABCDEFGH`."""
        return f"/s/{survey_links(self.site, survey)[SCHEME]}"

    def park(self, survey: str = "residents", *, sent: bool = False, **choices: Any) -> str:
        """Let somebody get through the choices and answer, and give the cookie that they have.

        They are where the browser can open every page of their way. `sent` is somebody who is
        through.
        """
        cookie = new_cookie()
        code = self.path(survey)[3:]
        stated = {"language": "en", "words": "easy", "helper": "none"}
        journey = Journey(
            **{**stated, "looked": True, "consented": True, "practised": True, **choices}
        )
        visit = find_visit(self.site, code, cookie)
        assert visit is not None
        begin_or_change(self.site, visit, journey, way_in="open", mode="self_phone")
        if sent:
            visit = find_visit(self.site, code, cookie)
            assert visit is not None
            send(self.site, visit)
        return cookie

    def tablet(self) -> str:
        """The address of the start page of the scheme's shared tablets."""
        return f"{self.url}/k/{tablet_code(self.site, SCHEME)}"

    def invitation(self) -> str:
        """The address of a personal code that nobody has used."""
        (code,) = invite(self.site, "residents", SCHEME, number=1)
        return f"{self.url}{self.path('residents')}/i/{code}"

    def journey(self, survey: str, cookie: str) -> Journey:
        """How far the one with a cookie has got."""
        visit = find_visit(self.site, self.path(survey)[3:], cookie)
        assert visit is not None
        return visit.journey


@contextmanager
def running_house(folder: Path) -> Iterator[House]:
    """Set the surveys up through the workflows, and serve them on a free port."""
    port = _free_port()
    environ = {
        "INSTANCE_PATH": str(folder),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        **COUNCIL,
    }
    settings = load_settings(environ)
    house = House(settings.public_url, _furnished(settings))
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    # It serves the definitions of this process, also where a test has put others in their place.
    command = (
        "from pathlib import Path; from surveyapp.settings import Settings; "
        f"Settings.questionnaires = Path({str(settings.questionnaires)!r}); "
        "from surveyapp.cli import main; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", command, "serve", "--port", str(port), "--workers", "1"],
        cwd=ROOT,
        env={**kept, **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            _wait_until_ready(server, port)
            yield house
        finally:
            server.terminate()
            server.communicate(timeout=30)
            house.site.store.close()


def _furnished(settings: Settings) -> Site:
    site = Site(settings)
    initialise(site)
    add_scheme(
        site,
        SCHEME,
        name="Larch Court",
        provider="Example Care",
        contract="extra-care",
        who_comes="Sam Hill comes to you. Press the red button by your door.",
        outside_person="Jo Field, Healthwatch",
        telephone="01632 960 001",
    )
    for code, (questionnaire, state) in SURVEYS.items():
        create_survey(
            site,
            code,
            questionnaire=questionnaire,
            contract="extra-care",
            schemes=[SCHEME],
            opens=today(),
            closes=today() + timedelta(days=30),
            reader="Ada Reader, the council",
            safeguarding_contact="Safeguarding team, 01632 960 002",
        )
        if state != "draft":
            open_survey(site, code)
        if state == "closed":
            close_survey(site, code)
    ask_miniature(site, "number", "number", offered_languages())
    return site


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_until_ready(server: subprocess.Popen[str], port: int) -> None:
    """Return when the server answers; it fails with the server's own words when it ends."""
    for _ in range(DEADLINE_TRIES):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        try:
            server.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        assert server.stderr is not None
        raise AssertionError(f"The server ended: {server.stderr.read()}")
    raise AssertionError("The server did not answer.")
