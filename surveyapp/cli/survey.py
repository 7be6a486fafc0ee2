"""`surveyapp survey`: create, open, watch and close."""

from __future__ import annotations

import json
from datetime import date

import click

from surveyapp.cli.shared_options import DAY, codes, current_site
from surveyapp.workflows import closing, invitations, retention, surveys


@click.group("survey")
def command() -> None:
    """Create, open and close surveys, and list their links."""


@command.command("create")
@click.argument("code")
@click.option("--questionnaire", required=True, help="What is asked, such as residents.")
@click.option("--contract", required=True, help="The contract that it is for.")
@click.option("--schemes", required=True, help="The schemes that take part, with commas between.")
@click.option("--opens", type=DAY, required=True, help="The first day, such as 2026-03-01.")
@click.option("--closes", type=DAY, required=True, help="The last day, itself included.")
@click.option("--census", type=DAY, help="The day that eligible people are counted on.")
@click.option("--languages", help="Offer only these, such as en,cy; else every complete one.")
@click.option("--reader", default="", help="Who at the authority reads what people write.")
@click.option("--safeguarding-contact", default="", help="Who acts when somebody is in danger.")
def create(
    code: str,
    *,
    questionnaire: str,
    contract: str,
    schemes: str,
    opens: date,
    closes: date,
    census: date | None,
    languages: str | None,
    reader: str,
    safeguarding_contact: str,
) -> None:
    """Make a draft under CODE, such as residents-2026."""
    survey = surveys.create_survey(
        current_site(),
        code,
        questionnaire=questionnaire,
        contract=contract,
        schemes=codes(schemes),
        opens=opens,
        closes=closes,
        census=census,
        languages=codes(languages) if languages is not None else None,
        reader=reader,
        safeguarding_contact=safeguarding_contact,
    )
    click.echo(f"{code} is a draft in: {', '.join(survey.languages)}.")


@command.command("open")
@click.argument("code")
def open_(code: str) -> None:
    """Freeze the questionnaire of CODE and let people answer."""
    opened = surveys.open_survey(current_site(), code)
    click.echo(f"{code} is open in: {', '.join(opened.languages)}.")
    if opened.drafts:
        click.echo(
            f"No native speaker has reviewed: {', '.join(opened.drafts)}. "
            "It is recorded that you accepted them.",
            err=True,
        )
    for warning in opened.warnings:
        click.echo(warning, err=True)


@command.command("close")
@click.argument("code")
def close(code: str) -> None:
    """Close CODE for good; its results can be read from then on."""
    closing.close_survey(current_site(), code)
    click.echo(f"{code} is closed.")


@command.command("contacts")
@click.argument("code")
@click.option("--reader", required=True, help="Who at the authority reads what people write.")
@click.option("--safeguarding-contact", required=True, help="Who acts when there is danger.")
def contacts(code: str, *, reader: str, safeguarding_contact: str) -> None:
    """Name who reads own words in CODE, and who acts on danger."""
    surveys.name_contacts(
        current_site(), code, reader=reader, safeguarding_contact=safeguarding_contact
    )
    click.echo(f"{code} asks its open questions from now on.")


@command.command("links")
@click.argument("code")
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table")
def links(code: str, *, style: str) -> None:
    """Print the address and the short code of each scheme's poster."""
    site = current_site()
    rows = [
        {"scheme": scheme, "address": f"{site.settings.public_url}/s/{link}", "code": link}
        for scheme, link in surveys.survey_links(site, code).items()
    ]
    if style == "json":
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        click.echo(f"{row['scheme']}\t{row['address']}")


@command.command("erase-due")
@click.option("--on", type=DAY, help="The day to reckon from, by default today.")
def erase_due(*, on: date | None) -> None:
    """Erase own words and answers that are older than people were told; figures stay."""
    erased = retention.erase_due(current_site(), on=on)
    for each in erased:
        click.echo(f"{each.survey}\t{each.own_words} own words, {each.forms} forms erased")
    if not erased:
        click.echo("Nothing is due.")


@command.command("renew-link")
@click.argument("code")
@click.argument("scheme")
def renew_link(code: str, scheme: str) -> None:
    """Give the poster of SCHEME in CODE a new address; the old one leads nowhere."""
    site = current_site()
    click.echo(f"{site.settings.public_url}/s/{surveys.renew_link(site, code, scheme)}")


@command.command("invite")
@click.argument("code")
@click.option("--scheme", required=True, help="The scheme whose people get the codes.")
@click.option("--number", required=True, type=int, help="How many codes to make, 1 to 500.")
@click.option("--format", "style", type=click.Choice(["csv", "json"]), default="csv")
def invite(code: str, *, scheme: str, number: int, style: str) -> None:
    """Make personal codes for SCHEME in CODE and print them with their addresses. Each works
    once; the staff pages print them as slips and letters."""
    site = current_site()
    made = invitations.invite(site, code, scheme, number=number)
    start = f"{site.settings.public_url}/s/{surveys.survey_links(site, code)[scheme]}"
    rows = [{"scheme": scheme, "code": each, "address": f"{start}/i/{each}"} for each in made]
    if style == "json":
        click.echo(json.dumps(rows, indent=2))
        return
    click.echo("scheme,code,address")
    for row in rows:
        click.echo(",".join(row.values()))


@command.command("invitations")
@click.argument("code")
def count_invitations(code: str) -> None:
    """Count the personal codes of each scheme of CODE: not used yet, used, withdrawn."""
    counts = invitations.count_by_scheme(current_site(), code)
    click.echo("scheme\tissued\tused\twithdrawn")
    for each in counts:
        click.echo(f"{each.scheme}\t{each.issued}\t{each.used}\t{each.withdrawn}")


@command.command("withdraw-code")
@click.argument("code")
@click.argument("invitation")
@click.option("--replace", is_flag=True, help="Make a new code in its place, and print it.")
def withdraw_code(code: str, invitation: str, *, replace: bool) -> None:
    """Let nobody begin with the personal code INVITATION of CODE any more."""
    site = current_site()
    if replace:
        click.echo(invitations.replace_code(site, code, invitation))
        return
    invitations.withdraw(site, code, invitation)
    click.echo(f"{invitation} is withdrawn.")


@command.command("list")
def show() -> None:
    """List every survey with its state and dates."""
    for each in surveys.list_surveys(current_site()):
        click.echo(f"{each.code}\t{each.state}\t{each.opens}\t{each.closes}\t{each.contract}")
