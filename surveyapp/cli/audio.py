"""`surveyapp audio`: which texts can be heard in which language."""

from __future__ import annotations

from collections.abc import Iterable

import click

from surveyapp.cli.shared_options import site_of_command
from surveyapp.definitions.audio import Spoken
from surveyapp.definitions.audio_folders import Coverage
from surveyapp.workflows.speaking import audio_coverage, fill


@click.command("audio")
@click.option("--language", help="One language only, such as cy.")
@click.option("--questionnaire", help="One questionnaire only, such as residents.")
@click.option("--list", "every", is_flag=True, help="Print each text with the name of its file.")
@click.option("--fill", "fills", is_flag=True, help="Let espeak-ng read what is missing.")
def command(*, language: str | None, questionnaire: str | None, every: bool, fills: bool) -> None:
    """Tell what is recorded, missing and stale in each language."""
    site = site_of_command()
    found = audio_coverage(site, language=language, questionnaire=questionnaire)
    if fills:
        for done in fill(site, found, _with_bar):
            if done.obstacle:
                click.echo(f"{done.language}: nothing was made: {done.obstacle}.", err=True)
            else:
                click.echo(f"{done.language}: {done.count} files were made.")
        found = audio_coverage(site, language=language, questionnaire=questionnaire)
    for each in found:
        click.echo(_counts(each))
        if every:
            _list(each)


def _counts(found: Coverage) -> str:
    said = found.manifest
    voice = f" by {said.speaker} ({said.voice})" if said else ""
    return (
        f"{found.language}: {len(found.recorded)} recorded{voice}, "
        f"{len(found.missing)} missing, {len(found.stale)} stale"
    )


def _list(found: Coverage) -> None:
    for state, texts in (("recorded", found.recorded), ("missing", found.missing)):
        for spoken in texts:
            click.echo(f"{found.language}\t{state}\t{spoken.stem}\t{spoken.words}")
    for path in found.stale:
        click.echo(f"{found.language}\tstale\t{path.name}")


def _with_bar(texts: list[Spoken], language: str) -> Iterable[Spoken]:
    from tqdm import tqdm

    bar: Iterable[Spoken] = tqdm(texts, desc=f"Speaking {language}", unit="text", ncols=79)
    return bar
