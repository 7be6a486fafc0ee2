"""What one person said to one question."""

from __future__ import annotations

from dataclasses import dataclass

SILENCES = ("dont_know", "rather_not_say", "does_not_apply")
"""The silences that a person chooses. A question that was shown and passed over is `SKIPPED`;
one that was never shown has no answer at all."""

SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the codes of options, or a silence, or own words, or a number.

    Exactly one of the four is set, except for a choice of several options.
    """

    options: tuple[str, ...] = ()
    silence: str | None = None
    words: str | None = None
    number: int | None = None

    @property
    def is_chosen(self) -> bool:
        """Whether the person gave it: anything but a question passed over."""
        return self.silence != SKIPPED

    def to_json(self) -> dict[str, object]:
        """A small mapping that `from_json` reads back."""
        if self.silence is not None:
            return {"silence": self.silence}
        if self.words is not None:
            return {"words": self.words}
        if self.number is not None:
            return {"number": self.number}
        return {"options": list(self.options)}

    @classmethod
    def from_json(cls, stored: dict[str, object]) -> Answer:
        """The answer that `to_json` wrote."""
        options = stored.get("options", ())
        assert isinstance(options, list | tuple)
        silence, words, number = stored.get("silence"), stored.get("words"), stored.get("number")
        return cls(
            options=tuple(str(option) for option in options),
            silence=None if silence is None else str(silence),
            words=None if words is None else str(words),
            number=number if isinstance(number, int) else None,
        )


NOT_ANSWERED = Answer(silence=SKIPPED)
