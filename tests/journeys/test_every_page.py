"""What holds of every type of page, in every language, easy and standard, with and without
pictures. The pages are seen once for each of these (`tour.py`), and judged here rule by rule."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.contrasts import TEXT, contrast
from tests.journeys.house import offered_languages
from tests.journeys.tour import TABLET, Plan, Sight, make_tour
from tests.journeys.visitor import PAGES, QUESTIONS, STANDARD_ONLY, WITHOUT_CHOICES

pytestmark = pytest.mark.browser

QUICK = [
    Plan("en", "easy", True),
    Plan("en", "standard", True, "biggest", "dark"),
    Plan("ur", "easy", True, "biggest", "strong"),
]
"""What decides a commit: both directions, and the most that can be asked of the layout."""

LONG = [
    *(Plan(language, "easy", True) for language in offered_languages()),
    Plan("en", "easy", False),
    Plan("en", "standard", False),
    Plan("ur", "easy", False),
    Plan("ar", "standard", True, "bigger", "dark"),
    Plan("pl", "easy", True, "biggest"),
    Plan("bn", "easy", False, "biggest", "strong"),
]
PLANS = [
    *QUICK,
    *(pytest.param(plan, marks=pytest.mark.slow) for plan in LONG if plan not in QUICK),
]

UNDECIDED = {
    "still there, undecided: color-contrast": "axe knows no top layer, and takes what lies behind "
    "the dialog to lie over it; the rule on contrast below measures its text.",
}
"""What axe leaves to people, by page and rule, and why it is well."""

GAP = 12
"""Pixels between two controls that no finger takes for one another."""


class Tour:
    """What was seen on one tour; every rule tells all that is wrong with it at once."""

    def __init__(self, plan: Plan, sights: list[Sight]) -> None:
        self.plan = plan
        self.sights = sights
        self.is_rtl = sights[0].page["direction"] == "rtl"

    @property
    def chosen(self) -> Iterator[Sight]:
        """The pages of those who have chosen their words and pictures."""
        return (each for each in self.sights if each.name not in WITHOUT_CHOICES)

    def before(self, first: dict[str, float], second: dict[str, float]) -> bool:
        """Whether a box stands wholly before another, as the language is written."""
        left, right = (second, first) if self.is_rtl else (first, second)
        return left["right"] <= right["left"] + 0.5


@pytest.fixture(scope="session", params=PLANS, ids=str)
def tour(request, house, chromium):
    """One tour of every page."""
    from tests.journeys.conftest import opened_context
    from tests.journeys.visitor import Visitor

    plan = request.param
    with opened_context(chromium, house, language=plan.language) as context:
        yield Tour(plan, make_tour(Visitor(house, context, plan.language), plan))


def test_axe_finds_nothing(tour):
    """Requirements 30 and 55: A, AA, AAA and best practice; nothing is left undecided."""
    told = [f"{each.name}: {fault}" for each in tour.sights for fault in each.violations]
    told += [
        f"{each.name}, undecided: {fault}" for each in tour.sights for fault in each.undecided
    ]
    told = [each for each in told if each.partition(" at ")[0] not in UNDECIDED]
    assert not told, "\n".join(told)


def test_no_page_is_wider_than_its_window_and_nothing_is_cut(tour):
    """Requirements 22, 28 and 29: at 400 %, on phones and tablets, both ways up."""
    told = [
        f"{each.name} at {size}: {fault}"
        for each in tour.sights
        for size, measured in each.at.items()
        for fault in measured["sticksOut"]
    ]
    assert not told, "\n".join(told)


def test_text_that_is_spaced_out_still_fits(tour):
    """Requirement 28, with the spacing of WCAG 1.4.12."""
    told = [
        f"{each.name} at {size}: {fault}"
        for each in tour.sights
        for size, faults in each.spaced.items()
        for fault in faults
    ]
    assert not told, "\n".join(told)


def test_one_heading_begins_the_title(tour):
    """Requirement 27."""
    for each in tour.sights:
        (heading,) = each.page["headings"]
        begins = each.page["title"].startswith(heading)
        assert begins or (each.name.endswith("problem") and heading in each.page["title"])


def test_the_page_says_its_language_and_direction(tour):
    """Requirement 47."""
    for each in tour.sights:
        is_english = each.name in ("draft", "tablet register")
        language = "en" if is_english else tour.plan.language
        assert each.page["language"] == language, each.name
        assert each.page["direction"] == ("rtl" if language in ("ar", "ur") else "ltr"), each.name


def test_pictures_are_there_exactly_when_they_are_wanted(tour):
    """Requirement 22; and each that is there has loaded."""
    for each in tour.chosen:
        if tour.plan.pictures:
            assert each.page["images"], each.name
        else:
            assert not each.page["images"], each.name
    assert not [each.page["broken"] for each in tour.sights if each.page["broken"]]


def test_nothing_is_selected_before_the_person_selects_it(tour):
    """Requirement 15."""
    fresh = [each for each in tour.sights if each.name in ("practice", "question", "five options")]
    assert [each.page["checked"] for each in fresh] == [0, 0, 0]


def test_nothing_moves(tour):
    """Requirement 32: no animation and no transition."""
    assert not [(each.name, each.page["moving"]) for each in tour.sights if each.page["moving"]]


def test_all_text_has_a_contrast_of_7_to_1(tour):
    """Requirement 30, of large type too."""
    told = [
        f"{each.name}: {text}"
        for each in tour.sights
        for text in each.page["type"]
        if contrast(text["colour"], text["background"]) < TEXT
    ]
    assert not told, "\n".join(told)


def test_all_type_is_large_upright_and_starts_at_the_margin(tour):
    """Requirement 25: 22 px and line height 1.5 in easy words, 19 px elsewhere."""
    told = []
    for each in tour.chosen:
        is_easy = tour.plan.words == "easy" and each.name not in STANDARD_ONLY
        for size, measured in each.at.items():
            for text in measured["type"]:
                aligned = ("start", "center") if text["isControl"] else ("start",)
                if (
                    text["size"] < (22 if is_easy else 19)
                    or (is_easy and text["leading"] < 1.499)
                    or text["align"] not in aligned
                    or text["style"] != "normal"
                    or text["transform"] != "none"
                ):
                    told.append(f"{each.name} at {size}: {text}")
    assert not told, "\n".join(told)


def test_no_line_is_too_long_to_follow(tour):
    """Requirement 26: up to 60 characters in easy words, 80 elsewhere, at any width."""
    told = [
        f"{each.name} at {size}: {len(line)} in “{line}”"
        for each in tour.chosen
        for size, measured in each.at.items()
        for line in measured["lines"]
        if len(line) > (60 if tour.plan.words == "easy" else 80)
    ]
    assert not told, "\n".join(told)


def test_every_control_is_big(tour):
    """Requirement 34: cards are 80 px high, everything else 64 by 64."""
    told = []
    for each in tour.sights:
        for size, measured in each.at.items():
            for control in measured["controls"]:
                if control["height"] < (80 if control["isCard"] else 64) or control["width"] < 64:
                    told.append(f"{each.name} at {size}: {control}")
    assert not told, "\n".join(told)


def test_no_control_is_near_another(tour):
    """Requirement 34: 12 px or more lie between."""
    told = []
    for each in tour.sights:
        for size, measured in each.at.items():
            controls = measured["controls"]
            for place, one in enumerate(controls):
                for other in controls[place + 1 :]:
                    if distance(one, other) < GAP - 0.01:
                        told.append(f"{each.name} at {size}: {one['name']} | {other['name']}")
    assert not told, "\n".join(told)


def distance(one: dict[str, float], other: dict[str, float]) -> float:
    """The gap between two boxes, on the axis on which they are apart; below 0 they overlap."""
    across = max(other["left"] - one["right"], one["left"] - other["right"])
    down = max(other["top"] - one["bottom"], one["top"] - other["bottom"])
    return max(across, down)


def test_every_answer_is_as_wide_as_the_page(tour):
    """Requirement 34; only the ways to say nothing may stand side by side."""
    for each in tour.sights:
        for size, measured in each.at.items():
            for card in measured["cards"]:
                is_full = card["card"]["width"] >= card["room"] - 1
                assert is_full or card["isApart"], f"{each.name} at {size}: {card}"


def test_a_picture_stands_before_its_words_and_the_mark_after_them(tour):
    """Requirements 21 and 48: in the direction of the writing, in one row, 64 px or more."""
    measured = 0
    for each in tour.sights:
        for size, sight in each.at.items():
            for card in sight["cards"]:
                told = f"{each.name} at {size}: {card}"
                picture, label, mark = card["picture"], card["label"], card["mark"]
                assert tour.before(label, mark), told
                assert card["card"]["top"] < mark["top"] < mark["bottom"] < card["card"]["bottom"]
                has_pictures = tour.plan.pictures and not each.name.startswith("number")
                assert (picture is not None) == has_pictures, told
                if picture:
                    assert tour.before(picture, label), told
                    assert min(picture["width"], picture["height"]) >= 64, told
                    middle = (picture["top"] + picture["bottom"]) / 2
                    assert label["top"] - 1 <= middle <= label["bottom"] + 1, told
                measured += 1
    assert measured > 100


def test_the_picture_of_a_question_stands_before_its_words(tour):
    """Requirements 21 and 48."""
    for each in tour.sights:
        for size, measured in each.at.items():
            head = measured["heading"]
            if each.name in QUESTIONS:
                assert bool(head) == tour.plan.pictures, each.name
            if head:
                assert tour.before(head["picture"], head["words"]), f"{each.name} at {size}"
                assert min(head["picture"]["width"], head["picture"]["height"]) >= 64


def test_the_way_to_tell_somebody_stands_in_the_same_place_on_every_page(tour):
    """Requirement 44."""
    places = set()
    for each in tour.sights:
        for control in each.at[TABLET]["controls"]:
            if control["isHelp"] and each.name != "draft":
                end = control["left"] if tour.is_rtl else control["right"]
                places.add((round(end), round(control["top"])))
    assert len(places) == 1


def test_the_tour_saw_every_template_of_a_respondent(house):
    """A page that is added is looked at, or it is named here why not."""
    folder = house.site.settings.questionnaires.parent / "surveyapp/web/templates/respondent"
    parts = {"layout", "parts", "ending_parts", "poster", "paper", "paper_parts"}
    parts |= {"film", "listening", "spoken", "slip", "letter"}
    templates = {path.stem for path in folder.glob("*.html")} - parts
    # The limit on guessing counts a whole house as one; its page is that of a wrong code.
    seen = {name.replace(" ", "_") for name in PAGES} | {"fault", "too_many_codes"}
    assert templates <= seen, sorted(templates - seen)
