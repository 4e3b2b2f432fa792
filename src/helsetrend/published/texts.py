"""Texts for readers in `metrics.toml`: each is given in every language of the folder, and in no other."""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from helsetrend.published.languages import known_languages


class Entry(BaseModel):
    """A part of the catalogue: frozen, and without unknown words."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class _ByLanguage(Entry):
    """Something said in each language, beside the other words of its table.

    It is held to the languages that are the context of the validation; without a context any language may be given.
    """

    model_config = ConfigDict(extra="allow")
    in_words: ClassVar[str] = "a table with a text in each language"
    other_words: ClassVar[Any]

    @model_validator(mode="before")
    @classmethod
    def _hold_to_languages(cls, entry: Any, info: ValidationInfo) -> Any:
        languages: Sequence[str] = info.context or ()
        if not languages or not isinstance(entry, dict):
            return entry
        words = [*languages, *cls.model_fields]
        wrong = [_fault(entry, language, "missing", "a text") for language in languages if language not in entry]
        wrong += [_fault(entry, word, *_surplus(word, languages, words)) for word in entry if word not in words]
        if wrong:
            raise ValidationError.from_exception_data(cls.__name__, wrong)
        return entry


class Text(_ByLanguage):
    """A text in each language of the folder."""

    __pydantic_extra__: dict[str, Annotated[str, Field(min_length=1)]]
    other_words = str

    def __getitem__(self, language: str) -> str:
        return self.__pydantic_extra__[language]

    def values(self) -> list[str]:
        """Return the text in every language."""
        return list(self.__pydantic_extra__.values())


class TextList(_ByLanguage):
    """A list of texts in each language of the folder; by default without a text."""

    __pydantic_extra__: dict[str, tuple[str, ...]]
    other_words = tuple[str, ...]

    def __getitem__(self, language: str) -> tuple[str, ...]:
        return self.__pydantic_extra__.get(language, ())

    def values(self) -> list[tuple[str, ...]]:
        """Return the texts in every language."""
        return list(self.__pydantic_extra__.values())


def _surplus(word: str, languages: Sequence[str], words: Sequence[str]) -> tuple[str, str]:
    """Return what a word is that a table may not have, and which it may: a language that the folder lacks, or none."""
    if word in known_languages():
        return f"a text in {word}", f"none, since the languages of the folder are {', '.join(languages)}"
    return "not a word of this table", f"one of {', '.join(words)}"


def _fault(entry: Any, word: str, found: str, expected: str) -> InitErrorDetails:
    said = PydanticCustomError("fault", "{found}", {"found": found, "expected": expected})
    return InitErrorDetails(type=said, loc=(word,), input=entry)
