"""A language is offered whole or not at all, and what a survey froze never changes again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from surveyapp.definitions.catalogue import (
    RESPONDENT_DOMAINS,
    language_direction,
    language_name,
    languages,
    load_catalogue,
)
from surveyapp.definitions.document import document_bytes, document_hash, read_document
from surveyapp.definitions.freezing import complete_languages, frozen, missing_texts
from surveyapp.errors import FaultsFound

FEATURE = "presentations"


@dataclass
class Translations:
    """A folder of catalogues, in which a Welsh word is the English one with *Cy* before it."""

    folder: Path

    def write(self, language: str, domain: str, texts, *, header: str = "", fuzzy=(), empty=()):
        """Write one catalogue; `fuzzy` texts are guesses, `empty` ones not translated."""
        catalog = Catalog(locale=language, header_comment=f"# A catalogue.\n{header}".strip())
        for context, english in texts:
            words = "" if english in empty else f"{language.capitalize()} {english}"
            flags = {"fuzzy"} if english in fuzzy else set()
            catalog.add(english, words, context=context, flags=flags)
        path = self.folder / language / "LC_MESSAGES" / f"{domain}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog)

    def complete(self, language: str, library, code: str, **how) -> None:
        """Write both catalogues of a language with every text of one questionnaire."""
        self.write(language, "respondent", [(None, "Next")])
        texts = {(text.context, text.english) for text in library.texts(code)}
        self.write(language, "questionnaires", sorted(texts), **how)


@pytest.fixture
def translations(tmp_path):
    return Translations(tmp_path / "translations")


def freeze(library, translations, offered, code=FEATURE):
    return frozen(library, code, translations.folder, offered, contract_questions=["worded_tea"])


def test_a_language_exists_because_its_folder_does(translations):
    translations.write("cy", "respondent", [])
    (translations.folder / "notes").mkdir()
    assert languages(translations.folder) == ["en", "cy"]


def test_english_is_always_complete_because_its_words_stand_in_the_files(miniatures, tmp_path):
    assert missing_texts(miniatures, FEATURE, tmp_path, "en") == []


def test_a_complete_language_lacks_nothing(miniatures, translations):
    translations.complete("cy", miniatures, FEATURE)
    assert missing_texts(miniatures, FEATURE, translations.folder, "cy") == []
    assert complete_languages(miniatures, FEATURE, translations.folder, ["en", "cy"]) == [
        "en", "cy",
    ]  # fmt: skip


@pytest.mark.parametrize("how", ["fuzzy", "empty"])
def test_one_text_that_is_fuzzy_or_empty_keeps_a_language_back(miniatures, translations, how):
    translations.complete("cy", miniatures, FEATURE, **{how: ["Tea"]})
    assert missing_texts(miniatures, FEATURE, translations.folder, "cy") == ["Tea"]
    assert complete_languages(miniatures, FEATURE, translations.folder, ["en", "cy"]) == ["en"]


def test_a_text_that_the_catalogue_does_not_hold_is_missing(miniatures, translations):
    translations.complete("cy", miniatures, FEATURE)
    missing = missing_texts(miniatures, "number", translations.folder, "cy")
    assert "How many cups do you drink in a day?" in missing
    assert "I do not know" not in missing, "the silences are those of the other questionnaire"


def test_a_text_under_another_context_does_not_count(miniatures, translations):
    translations.complete("cy", miniatures, FEATURE)
    texts = {("another", text.english) for text in miniatures.texts(FEATURE)}
    translations.write("cy", "questionnaires", sorted(texts))
    assert "Tea" in missing_texts(miniatures, FEATURE, translations.folder, "cy")


def test_an_unfinished_button_keeps_a_language_back_too(miniatures, translations):
    translations.complete("cy", miniatures, FEATURE)
    translations.write("cy", "respondent", [(None, "Next"), (None, "Back")], empty=["Back"])
    assert missing_texts(miniatures, FEATURE, translations.folder, "cy") == ["Back"]


@pytest.mark.parametrize("domain", RESPONDENT_DOMAINS)
def test_a_catalogue_that_is_missing_or_damaged_is_told_by_name(translations, domain):
    with pytest.raises(FaultsFound, match=rf"cy/{domain}\.po: the catalogue is missing"):
        load_catalogue(translations.folder, "cy", domain)
    translations.write("cy", domain, [])
    (translations.folder / "cy" / "LC_MESSAGES" / f"{domain}.po").write_text("msgid hello\n")
    with pytest.raises(FaultsFound, match=rf"cy/{domain}\.po: can't be parsed"):
        load_catalogue(translations.folder, "cy", domain)


def test_a_catalogue_is_a_draft_until_its_header_names_a_person(translations):
    translations.write("cy", "questionnaires", [])
    assert load_catalogue(translations.folder, "cy", "questionnaires").reviewer is None
    translations.write("cy", "questionnaires", [], header="# Reviewed by Nia Hughes.")
    assert load_catalogue(translations.folder, "cy", "questionnaires").reviewer == "Nia Hughes"


def test_a_language_is_named_in_its_own_script_and_written_its_own_way():
    assert (language_name("cy"), language_direction("cy")) == ("Cymraeg", "ltr")
    assert (language_name("ur"), language_direction("ur")) == ("اردو", "rtl")


def test_a_document_holds_every_text_of_every_language_that_it_offers(miniatures, translations):
    translations.complete("cy", miniatures, FEATURE)
    document = freeze(miniatures, translations, ["en", "cy"])
    assert [language.code for language in document.languages] == ["en", "cy"]
    for text in miniatures.texts(FEATURE):
        assert document.words("en", text.presentation)[text.key] == text.english
        assert document.words("cy", text.presentation)[text.key] == f"Cy {text.english}"


def test_a_language_that_the_survey_does_not_offer_falls_back_to_the_first(
    miniatures, translations
):
    document = freeze(miniatures, translations, ["en"])
    assert document.language("ur").code == "en"
    assert document.words("ur", "easy") == document.words("en", "easy")


def test_what_was_frozen_does_not_follow_the_catalogue(miniatures, translations):
    translations.complete("cy", miniatures, FEATURE)
    content = document_bytes(freeze(miniatures, translations, ["cy"]))
    translations.complete("cy", miniatures, FEATURE, empty=["Tea"])
    assert read_document(content).words("cy", "easy")["title"] == "Cy Tea"


def test_the_same_facts_give_the_same_bytes_and_the_same_hash(miniatures, translations):
    first, second = (document_bytes(freeze(miniatures, translations, ["en"])) for _ in range(2))
    assert first == second
    assert document_hash(first) == document_hash(second) == hashlib.sha256(first).hexdigest()


def test_one_word_more_gives_another_hash(miniatures, translations):
    content = document_bytes(freeze(miniatures, translations, ["en"]))
    changed = content.replace(b"Do you like the tea here?", b"Do you like it here?")
    assert document_hash(content) != document_hash(changed)


def test_a_document_is_readable_in_its_own_words(miniatures, translations):
    translations.complete("ur", miniatures, FEATURE)
    content = document_bytes(freeze(miniatures, translations, ["ur"]))
    assert "اردو".encode() in content, "letters, not numbers of letters"
    json.loads(content)


def test_a_document_survives_being_stored(miniatures, translations):
    document = freeze(miniatures, translations, ["en"])
    again = read_document(document_bytes(document))
    assert again == document
    assert again.contract_questions == {"worded_tea"}
    assert document_bytes(again) == document_bytes(document)


def test_a_rest_survives_being_stored_and_an_older_document_has_none(miniatures, translations):
    stated = miniatures.questionnaires["sections"]
    first = stated.sections[0].model_copy(update={"rest": True})
    resting = stated.model_copy(update={"sections": [first, *stated.sections[1:]]})
    library = replace(miniatures, questionnaires={"sections": resting})
    content = document_bytes(freeze(library, translations, ["en"], code="sections"))
    assert read_document(content).questionnaire.rests_after == (first.questions[-1],)
    older = json.loads(content)
    del older["questionnaire"]["rests_after"]
    assert read_document(json.dumps(older).encode()).questionnaire.rests_after == ()


def test_the_hash_of_every_picture_is_kept(miniatures, translations):
    picture = miniatures.folder / "pictures" / "cup.svg"
    document = freeze(miniatures, translations, ["en"])
    assert document.pictures == {"cup": hashlib.sha256(picture.read_bytes()).hexdigest()}


def test_pictures_that_are_missing_are_all_told_with_the_places_that_name_them(
    miniatures, translations, tmp_path
):
    bare = replace(miniatures, folder=tmp_path)
    with pytest.raises(FaultsFound) as found:
        freeze(bare, translations, ["en"])
    assert len(found.value.faults) == 3
    assert "questions worded_tea: there is no picture “cup”." in str(found.value)
