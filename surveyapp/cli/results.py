"""`surveyapp results`: the verdicts of a contract and a period."""

from __future__ import annotations

from datetime import date

import click

from surveyapp.cli.shared_options import DAY, current_site


@click.command("results")
@click.argument("contract")
@click.option("--period", required=True, help="Such as 2026, 2026-27, 2026-Q1, 2026-27-H2.")
@click.option(
    "--as-of", type=DAY, help="What was known at the end of this day; today, if left out."
)
@click.option("--scheme", help="One scheme only.")
@click.option("--provider", help="One provider only.")
@click.option("--view", type=click.Choice(["contract", "published"]), default="contract")
@click.option(
    "--format", "style", type=click.Choice(["table", "json", "csv", "words"]), default="table"
)
def command(
    contract: str,
    *,
    period: str,
    as_of: date | None,
    scheme: str | None,
    provider: str | None,
    view: str,
    style: str,
) -> None:
    """Show whether the survey indicators of CONTRACT are met, and how sure that is."""
    from surveyapp.reports.formats import FORMATS
    from surveyapp.reports.results import results_report
    from surveyapp.workflows.results import contract_results

    found = contract_results(
        current_site(), contract, period, as_of=as_of, scheme=scheme, provider=provider, view=view
    )
    report = results_report(
        contract=contract,
        period=found.period.name,
        as_of=found.as_of,
        view=view,
        indicators=found.indicators,
        questions=found.questions,
        by_provider=found.by_provider,
        names=found.contract.audience_names,
    )
    click.echo(FORMATS[style](report), nl=False)
    for survey in found.superseded:
        click.echo(f"{survey.code} is not counted: a later survey decides.", err=True)
