"""Which part of the results a page shows: a scheme, a provider, a view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import request, url_for

from surveyapp.errors import NotKnownError
from surveyapp.kpi.reading import VIEWS
from surveyapp.web.staff.pages import current_site
from surveyapp.workflows.results import ContractResults, contract_results

VIEW_WORDS = {"contract": "For the contract", "published": "For publishing"}


@dataclass(frozen=True)
class Cut:
    """What was asked for, as it stands in the address of a page."""

    code: str
    period: str
    scheme: str | None = None
    provider: str | None = None
    view: str = "contract"

    def address(self, endpoint: str = "staff.results", **more: str) -> str:
        """The address of a page or file that shows this part."""
        view = None if self.view == "contract" else self.view
        return url_for(
            endpoint,
            code=self.code,
            period=self.period,
            scheme=self.scheme,
            provider=self.provider,
            view=view,
            **more,
        )

    @property
    def file_stem(self) -> str:
        """The name of a file that holds this part, without its ending."""
        view = "" if self.view == "contract" else self.view
        parts = (self.code, self.period, self.scheme, (self.provider or "").lower(), view)
        clean = (
            "".join(c if c.isascii() and c.isalnum() else "-" for c in p or "") for p in parts
        )
        return "-".join(part for part in clean if part)


@dataclass(frozen=True)
class Choice:
    """A link that changes one thing about what is shown."""

    label: str
    address: str
    is_current: bool


def cut_asked_for(code: str, period: str) -> Cut:
    """The part that the address asks for; an error where a view is none."""
    view = request.args.get("view") or "contract"
    if view not in VIEWS:
        raise NotKnownError(f"There is no view “{view}”. There are: {', '.join(VIEWS)}.")
    return Cut(
        code,
        period,
        scheme=request.args.get("scheme") or None,
        provider=request.args.get("provider") or None,
        view=view,
    )


def results_of(cut: Cut) -> ContractResults:
    """The results of a part, by the one query layer that page, files and command share."""
    return contract_results(
        current_site(),
        cut.code,
        cut.period,
        scheme=cut.scheme,
        provider=cut.provider,
        view=cut.view,
    )


def choices(cut: Cut, found: ContractResults) -> dict[str, list[Choice]]:
    """The links of each kind, where there is more than one to choose from."""
    kinds = {
        "Scheme": list(_schemes(cut, found)),
        "Provider": list(_providers(cut, found)),
        "View": [
            Choice(words, replace(cut, view=view).address(), cut.view == view)
            for view, words in VIEW_WORDS.items()
        ],
    }
    return {kind: links for kind, links in kinds.items() if len(links) > 1}


def _schemes(cut: Cut, found: ContractResults) -> Iterator[Choice]:
    if len(found.every_scheme) < 2:
        return
    none = replace(cut, scheme=None)
    yield Choice("All schemes", none.address(), cut.scheme is None)
    for scheme in found.every_scheme:
        one = replace(none, scheme=scheme.code, provider=None)
        yield Choice(scheme.name, one.address(), cut.scheme == scheme.code)


def _providers(cut: Cut, found: ContractResults) -> Iterator[Choice]:
    providers = sorted({scheme.provider for scheme in found.every_scheme})
    if len(providers) < 2:
        return
    none = replace(cut, provider=None, scheme=None)
    yield Choice("All providers", none.address(), cut.provider is None and cut.scheme is None)
    for provider in providers:
        one = replace(none, provider=provider)
        yield Choice(provider, one.address(), cut.provider == provider)
