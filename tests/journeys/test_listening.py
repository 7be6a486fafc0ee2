"""Listening in a real browser: what is recorded in English and Urdu, and a voice for the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.house import House, running_house
from tests.journeys.test_every_page import GAP, distance
from tests.journeys.test_keyboard import FOCUS, step_to
from tests.journeys.tour import MEASURE, TAGS
from tests.recordings import copied_questionnaires, every_text, film, record

pytestmark = pytest.mark.browser

RECORDED = ("en", "ur")
SIZES = ((1024, 768), (768, 1024), (360, 640), (320, 568))
LISTEN = ".listen:not([hidden])"
QUESTION = ".listen-question"
CODES = ["yes", "maybe", "no", "dont_know", "rather_not_say"]

EARS = """
window.heard = [];
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  if (!window.heard.includes(this)) window.heard.push(this);
  return play.call(this);
};
"""
"""Lets a test hear what a page plays."""

VOICE = """
window.spoken = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
  speaking: false, pending: false, voices: [],
  getVoices() { return this.voices; },
  speak(said) {
    this.speaking = true;
    window.spoken.push({ text: said.text, voice: said.voice.name, said });
  },
  cancel() { this.speaking = false; window.spoken.push("silence"); },
} });
window.come = (voices) => {
  speechSynthesis.voices = voices;
  speechSynthesis.onvoiceschanged?.();
};
"""
"""A device whose voices a test chooses."""


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[House]:
    """A server of its own, on which two languages are recorded and the first page has a film."""
    folder = tmp_path_factory.mktemp("listening")
    with copied_questionnaires(folder) as copy:
        for language in RECORDED:
            record(copy, language, every_text(copy, language, "residents", "staff"))
        film(copy)
        with running_house(folder) as house:
            yield house


@pytest.fixture
def listener(newcomer):
    """Gives somebody whose browser tells what it plays, at some type of page."""

    def somebody(language="en", page="question", *, voices=None, width=1024, height=768, **how):
        visitor = newcomer(language, width=width, height=height)
        visitor.context.add_init_script(EARS)
        if voices is not None:
            visitor.context.add_init_script(VOICE)
        visitor.come_to(page, **how)
        if voices is not None:
            visitor.page.evaluate("voices => come(voices)", voices)
        return visitor

    return somebody


def voice(language, *, local=True, name="", default=False):
    """A voice as a browser tells of it."""
    return {
        "lang": language,
        "localService": local,
        "name": name or language,
        "default": default,
    }


def press(visitor, selector):
    visitor.page.locator(selector).click()


def of_answer(code):
    """What reads an answer aloud."""
    return f".option-row:has(#answer-{code}) .listen"


def moves(visitor):
    """Wait until the sound moves on."""
    visitor.page.wait_for_function("() => heard.length && heard.at(-1).currentTime > 0.1")


def source(visitor):
    return visitor.page.evaluate("heard.at(-1)?.currentSrc")


def is_playing(visitor):
    return visitor.page.evaluate("heard.some((each) => !each.paused && !each.ended)")


@pytest.mark.parametrize("language", RECORDED)
def test_requirement_50_one_press_plays_and_a_second_stops(listener, language):
    visitor = listener(language)
    press(visitor, QUESTION)
    moves(visitor)
    assert "/audio/" in source(visitor)
    press(visitor, QUESTION)
    assert not is_playing(visitor)
    press(visitor, QUESTION)
    moves(visitor)


def test_requirement_50_nothing_plays_by_itself(listener):
    visitor = listener()
    visitor.page.wait_for_timeout(300)
    assert visitor.page.evaluate("heard.length") == 0


def test_starting_one_stops_the_other(listener):
    visitor = listener()
    press(visitor, of_answer("yes"))
    moves(visitor)
    first = source(visitor)
    press(visitor, of_answer("no"))
    moves(visitor)
    assert source(visitor) != first
    assert visitor.page.locator(".is-playing").count() == 1
    assert visitor.page.locator(f"{of_answer('no')}.is-playing").count() == 1


def test_the_hint_is_read_after_the_question_and_then_it_is_silent(listener):
    visitor = listener(page="question with a hint")
    press(visitor, QUESTION)
    moves(visitor)
    first = source(visitor)
    visitor.page.evaluate("heard.at(-1).currentTime = 1.9")
    visitor.page.wait_for_function("first => heard.at(-1).currentSrc !== first", arg=first)
    moves(visitor)
    visitor.page.evaluate("heard.at(-1).currentTime = 1.9")
    visitor.page.wait_for_selector(".listen:not(.is-playing).listen-question")
    visitor.page.wait_for_function("() => heard.every((each) => each.paused)")
    assert visitor.page.locator(".is-playing").count() == 0


def test_requirement_50_the_sound_stops_when_the_page_is_left(listener):
    visitor = listener()
    press(visitor, QUESTION)
    moves(visitor)
    visitor.page.evaluate(
        "addEventListener('pagehide', () => { sessionStorage.paused = heard.at(-1).paused; })"
    )
    visitor.next()
    visitor.page.wait_for_url("**/q/knows_how_to_complain")
    assert visitor.page.evaluate("sessionStorage.paused") == "true"
    assert not is_playing(visitor)


def test_the_sound_stops_when_the_page_is_hidden(listener):
    visitor = listener()
    press(visitor, QUESTION)
    moves(visitor)
    visitor.page.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { value: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    assert not is_playing(visitor)


def test_listening_selects_nothing(listener):
    visitor = listener()
    for code in CODES:
        box = visitor.page.locator(of_answer(code)).bounding_box()
        for across, down in ((2, 2), (box["width"] - 2, box["height"] - 2), (-6, 20)):
            visitor.page.mouse.click(box["x"] + across, box["y"] + down)
        assert visitor.page.locator("input:checked").count() == 0, code


@pytest.mark.parametrize("language", RECORDED)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    "how",
    [
        {},
        pytest.param({"size": "biggest"}, marks=pytest.mark.slow),
        pytest.param({"pictures": "off"}, marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_buttons_are_big_and_apart_and_nothing_sticks_out(listener, language, size, how):
    """Requirements 28, 34, 48 and 50."""
    visitor = listener(language, width=size[0], height=size[1], **how)
    told = []
    for page in ("question", "question with a hint", "several", "own words", "consent"):
        visitor.come_to(page, **how)
        visitor.page.wait_for_selector(LISTEN)
        visitor.page.evaluate(MEASURE)
        measured = visitor.page.evaluate("measure.all()")
        told += [f"{page}: {fault}" for fault in measured["sticksOut"]]
        controls = measured["controls"]
        for place, one in enumerate(controls):
            if one["height"] < (80 if one["isCard"] else 64) or one["width"] < 64:
                told.append(f"{page}, small: {one}")
            for other in controls[place + 1 :]:
                if distance(one, other) < GAP - 0.01:
                    told.append(f"{page}: {one['name']} | {other['name']}")
    assert not told, "\n".join(told)


@pytest.mark.parametrize("language", RECORDED)
def test_a_button_stands_after_its_answer_in_the_direction_of_the_writing(listener, language):
    """Requirement 48."""
    visitor = listener(language)
    for code in CODES:
        card = visitor.card(code).bounding_box()
        button = visitor.page.locator(of_answer(code)).bounding_box()
        assert (button["x"] < card["x"]) == (language == "ur")


def test_a_question_that_can_be_heard_still_fits_a_tablet(listener):
    for words in ("easy", "standard"):
        visitor = listener(words=words)
        assert visitor.page.evaluate("document.documentElement.scrollHeight") <= 768, words


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_moves_when_recorded_buttons_appear_or_are_pressed(listener, size):
    visitor = listener(width=size[0], height=size[1])
    boxes = "() => [...document.querySelectorAll('main *')].map((each) => {"
    boxes += " const { x, y, width, height } = each.getBoundingClientRect();"
    boxes += " return [x, y, width, height].map(Math.round).join(' '); })"
    with_script = visitor.page.evaluate(boxes)
    visitor.page.locator(of_answer("yes")).evaluate("button => button.click()")
    assert visitor.page.evaluate(boxes) == with_script
    visitor.page.route("**/listen.*.js", lambda route: route.fulfill(body=""))
    visitor.page.reload()
    assert visitor.page.locator(LISTEN).count() == 0
    assert visitor.page.evaluate(boxes) == with_script


def test_each_button_names_what_it_reads(listener):
    visitor = listener()
    words = visitor.page.locator(".card-label").all_inner_texts()
    for name in ("Listen", *(f"Listen: {each}" for each in words)):
        assert visitor.page.get_by_role("button", name=name, exact=True).count() == 1, name
    press(visitor, of_answer("yes"))
    stop = visitor.page.get_by_role("button", name="Stop the sound: Yes", exact=True)
    assert stop.count() == 1


def test_the_names_of_answers_are_their_words_alone(listener):
    """Requirement 20: the button is no part of them."""
    visitor = listener()
    for each in visitor.page.locator(".card-label").all_inner_texts():
        assert visitor.page.get_by_role("radio", name=each, exact=True).count() == 1
    group = visitor.page.get_by_role("group", name=visitor.heading, exact=True)
    assert group.count() == 1


@pytest.mark.parametrize("page", ["question", "several", "own words", "consent", "thanks"])
@pytest.mark.parametrize("colours", ["soft", "dark"])
def test_axe_finds_nothing_while_it_plays(listener, page, colours):
    """Requirement 55."""
    visitor = listener(page=page, colours=colours)
    press(visitor, ".listen-question, .listen-head")
    visitor.page.evaluate(AXE_SCRIPT)
    found = visitor.page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}})", list(TAGS)
    )
    assert [each["id"] for each in found["violations"]] == []


def order(visitor, key, count):
    """What the focus comes to, one after the other: answers by code, buttons as “listen …”."""
    names = []
    for _ in range(count):
        visitor.page.keyboard.press(key)
        names.append(
            visitor.page.evaluate(
                """() => {
                  const here = document.activeElement;
                  const answer = here.closest(".option-row")?.querySelector("input").value;
                  if (here.matches(".listen")) return `listen ${answer ?? "question"}`;
                  return answer ?? here.value ?? here.textContent.trim();
                }"""
            )
        )
    return names


IN_ORDER = ["listen question", *(each for code in CODES for each in (code, f"listen {code}"))]


@pytest.mark.parametrize("answer", [None, "no"])
def test_two_switches_go_from_each_answer_to_what_reads_it(listener, answer):
    """Requirement 37: Tab and Space alone; also where an answer is marked already."""
    visitor = listener()
    if answer:
        visitor.card(answer).click()
    visitor.page.locator(".tool-help").focus()
    assert order(visitor, "Tab", len(IN_ORDER) + 1) == [*IN_ORDER, "next"]
    assert order(visitor, "Shift+Tab", len(IN_ORDER)) == IN_ORDER[::-1]


def test_space_and_enter_play_and_stop(listener):
    visitor = listener()
    step_to(visitor, QUESTION)
    for key in ("Space", "Enter"):
        visitor.page.keyboard.press(key)
        moves(visitor)
        assert visitor.page.evaluate(FOCUS)["ring"] >= 3
        visitor.page.keyboard.press(key)
        assert not is_playing(visitor)
    assert visitor.page.locator("input:checked").count() == 0


def test_the_arrows_still_go_from_answer_to_answer(listener):
    visitor = listener()
    visitor.page.locator("#answer-yes").focus()
    visitor.page.keyboard.press("ArrowDown")
    assert visitor.is_marked("maybe")


def test_a_local_voice_of_the_language_reads_what_nobody_recorded(listener):
    visitor = listener("cy", voices=[voice("en-GB"), voice("cy-GB")])
    assert visitor.page.locator(LISTEN).count() == 1 + len(CODES)
    press(visitor, QUESTION)
    (said,) = visitor.page.evaluate("spoken")
    assert said["voice"] == "cy-GB" and said["text"] == visitor.heading
    press(visitor, QUESTION)
    assert visitor.page.evaluate("spoken.at(-1)") == "silence"
    assert visitor.page.locator(".is-playing").count() == 0
    press(visitor, of_answer("yes"))
    label = visitor.card("yes").locator(".card-label").inner_text()
    assert visitor.page.evaluate("spoken.at(-1).text") == label
    visitor.page.evaluate("spoken.at(-1).said.onend()")
    assert visitor.page.locator(".is-playing").count() == 0


@pytest.mark.parametrize(
    "voices",
    [
        [],
        [voice("en-GB")],
        [voice("cy-GB", local=False)],
        [voice("cyx")],
        [voice("")],
        [voice("not a tag")],
        [{"lang": "cy-GB", "name": "of which nobody says where it is"}],
    ],
    ids=json.dumps,
)
def test_no_other_voice_ever_reads_a_language(listener, voices):
    """Some devices read every language in an English voice, some send the words away."""
    visitor = listener("cy", voices=voices)
    assert visitor.page.locator(LISTEN).count() == 0
    assert visitor.page.locator(".listen").count() > 0


@pytest.mark.parametrize(
    ("page", "voices", "chosen"),
    [
        ("pt-BR", ["pt-PT", "pt-BR"], "pt-BR"),
        ("pt", ["pt_PT", "pt_BR"], "pt_BR"),
        ("en", ["en-US", "en-IN", "en-GB"], "en-GB"),
        ("zh-Hant", ["zh-CN", "zh-TW"], "zh-TW"),
        ("zh", ["zh-TW", "zh-CN"], "zh-CN"),
        ("zh-Hant", ["zh-CN"], None),
        ("pa-Arab", ["pa-IN"], None),
        ("es-MX", ["es-ES"], "es-ES"),
    ],
)
def test_of_several_voices_that_of_the_region_reads(listener, page, voices, chosen):
    visitor = listener("cy", voices=[])
    visitor.page.route(
        "**/q/*", lambda route: route.fulfill(response=(answer := route.fetch()),
        body=answer.text().replace('<html lang="cy"', f'<html lang="{page}"'))
    )  # fmt: skip
    visitor.page.reload()
    visitor.page.evaluate("voices => come(voices)", [voice(each) for each in voices])
    if chosen is None:
        assert visitor.page.locator(LISTEN).count() == 0
        return
    press(visitor, QUESTION)
    assert visitor.page.evaluate("spoken.at(-1).voice") == chosen


def test_what_is_recorded_is_played_although_there_is_a_voice(listener):
    visitor = listener("en", voices=[voice("en-GB")])
    press(visitor, QUESTION)
    moves(visitor)
    assert visitor.page.evaluate("spoken") == []


def test_with_sound_off_there_is_no_button_and_no_script(listener):
    visitor = listener(voices=[voice("en-GB")], sound="off")
    assert visitor.page.locator(".listen, script[src*=listen]").count() == 0


@pytest.mark.parametrize("page", ["question", "several", "consent"])
def test_with_scripts_off_no_button_is_seen_and_no_room_is_kept(newcomer, page):
    visitor = newcomer("en", java_script_enabled=False)
    visitor.come_to(page)
    assert visitor.page.locator(".listen:visible").count() == 0
    cards = visitor.page.locator(".cards:not(.cards-apart) label.card")
    if cards.count():
        wide = visitor.page.locator(".cards").first.bounding_box()["width"]
        assert cards.first.bounding_box()["width"] == wide


def test_requirement_51_the_film_opens_with_big_controls_and_waits(listener):
    visitor = listener(page="consent")
    asked = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    opener = visitor.page.locator("summary").first
    assert opener.inner_text() == "Watch a film in British Sign Language"
    assert opener.bounding_box()["height"] >= 64
    assert not visitor.page.locator("video").is_visible()
    opener.click()
    video = visitor.page.locator("video")
    assert video.is_visible()
    told = video.evaluate(
        "film => [film.controls, film.autoplay, film.paused, film.preload, film.textTracks.length]"
    )
    assert told == [True, False, True, "none", 1]
    assert not [url for url in asked if url.endswith(".webm")]
    words = visitor.page.locator("summary").nth(1)
    assert words.bounding_box()["height"] >= 64
    words.click()
    assert visitor.page.get_by_text("Hello.").is_visible()


def test_requirement_51_the_film_is_there_in_every_language_and_with_scripts_off(newcomer):
    visitor = newcomer("ur", java_script_enabled=False, width=320, height=568)
    visitor.come_to("consent")
    visitor.page.locator("summary").first.click()
    box = visitor.page.locator("video").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320
