"""Words, as models/README.md defines them for every model; the engine does the same in TypeScript."""

import unicodedata
from typing import NamedTuple

import regex

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_\p{Z}\p{C}]")


class Word(NamedTuple):
    """A word of a text: a half-open span in code points, and whether the word before it touches it."""

    start: int
    end: int
    touches_previous: bool


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Words of the stretch `text[start:end]`, in order; the first never touches what stands before it."""
    words: list[Word] = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        touches = bool(words) and words[-1].end == match.start()
        words.append(Word(match.start(), match.end(), touches))
    return words


def normalise_word(word: str, normalization: str, lowercase: bool, yo_to_ye: bool) -> str:
    """The word as the tokenizer gets it: Unicode normalization, then lower case, then ё to е."""
    if normalization != "none":
        word = unicodedata.normalize(normalization, word)
    if lowercase:
        word = word.lower()
    if yo_to_ye:
        word = word.replace("ё", "е").replace("Ё", "Е")
    return word


def utf16_offsets(text: str) -> list[int]:
    """For every code point offset of `text` (its length included) the offset in UTF-16 code units."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (2 if ord(character) > 0xFFFF else 1))
    return offsets
