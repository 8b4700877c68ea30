"""Training rows of the entity model: words, subwords, and which labels each word may have."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from .entities_data import LABELS, Document, Mention, sentences_with_mentions
from .subwords import END, PAD, START, UNKNOWN, Subwords
from .words import split_words

MAX_SUBWORDS = 256
_BRACKETS = set("()[]{}")
_ANY = frozenset(range(len(LABELS)))
_PLACE = {part: frozenset(LABELS.index(f"{part}-{kind}") for kind in ("LOC", "GEOPOLIT")) for part in "BI"}


@dataclass(frozen=True)
class Example:
    """A sentence as words and, for each word, the set of labels that its annotation allows.

    More than one where the annotation leaves it open: LOC or GEOPOLIT where a corpus knows places only,
    and any where an annotation is doubted.
    """

    words: tuple[str, ...]
    touching: tuple[bool, ...]
    allowed: tuple[frozenset[int], ...]


def example(text: str, mentions: list[Mention], open_places: bool, doubtful: list[list[int]] = []) -> Example:
    """The example of one sentence; with `open_places` a LOC may also be a GEOPOLIT."""
    words = split_words(text)
    allowed = [frozenset([0])] * len(words)
    for mention in mentions:
        part = "B"
        for index, word in enumerate(words):
            if mention.start <= word.start and word.end <= mention.end:
                if open_places and mention.type == "LOC":
                    allowed[index] = _PLACE[part]
                else:
                    allowed[index] = frozenset([LABELS.index(f"{part}-{mention.type}")])
                part = "I"
    for start, end in doubtful:
        for index, word in enumerate(words):
            if word.start < end and start < word.end:
                # A bracket is never part of a name, whatever the teacher made of it.
                allowed[index] = frozenset([0]) if text[word.start : word.end] in _BRACKETS else _ANY
    return Example(
        tuple(text[w.start : w.end] for w in words), tuple(w.touches_previous for w in words), tuple(allowed)
    )


def gold_examples(document: Document, open_places: bool = False) -> list[Example]:
    """The sentences of a document, in order."""
    return [example(text, mentions, open_places) for text, mentions in sentences_with_mentions(document)]


def silver_examples(path: Path) -> list[Example]:
    """The teacher's sentences, as `silver.py` wrote them."""
    examples = []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        mentions = [Mention(start, end, kind) for start, end, kind in record["mentions"]]
        examples.append(example(record["text"], mentions, True, record["doubtful"]))
    return examples


def joined(examples: list[Example], chance: random.Random, share: float) -> list[Example]:
    """The examples of a document, a `share` of them joined with the one that follows."""
    result: list[Example] = []
    for current in examples:
        if result and len(result[-1].words) + len(current.words) < 90 and chance.random() < share:
            last = result.pop()
            current = Example(
                last.words + current.words, last.touching + current.touching, last.allowed + current.allowed
            )
        result.append(current)
    return result


_QUOTES = str.maketrans("«»„“”", '"""""')


def _kind(labels: frozenset[int]) -> str | None:
    """The type that a word begins, places together, if its labels settle on one."""
    kinds = {LABELS[index].replace("GEOPOLIT", "LOC") for index in labels}
    (kind,) = kinds if len(kinds) == 1 else ("O",)
    return kind[2:] if kind.startswith("B-") else None


class Names:
    """People and places of one word, by type and ending: one can stand for another of the same case and gender.

    Not organisations: many are common words ("Совета", "Сети"), and one seldom fits where another stood.
    """

    def __init__(self, examples: list[Example]) -> None:
        found: dict[tuple[str, str], set[str]] = {}
        for given in examples:
            for index, word in enumerate(given.words):
                kind = _single(given, index)
                if kind not in (None, "ORG") and len(word) > 3 and word.isalpha() and word[0].isupper() and word[1:].islower():
                    found.setdefault((kind, word[-2:]), set()).add(word)
        self.by_ending = {key: sorted(words) for key, words in found.items()}

    def swapped(self, given: Example, chance: random.Random, share: float) -> Example:
        """The example with a `share` of its one-word names replaced by others."""
        words = list(given.words)
        for index, word in enumerate(words):
            others = self.by_ending.get((_single(given, index) or "", word[-2:]))
            if others and word[1:].islower() and chance.random() < share:
                words[index] = chance.choice(others)
        return Example(tuple(words), given.touching, given.allowed)


def _single(given: Example, index: int) -> str | None:
    """The type of the mention that begins at this word and ends with it."""
    after = given.allowed[index + 1] if index + 1 < len(given.allowed) else frozenset([0])
    return None if any(LABELS[label].startswith("I-") for label in after) else _kind(given.allowed[index])


def varied(original: Example, chance: random.Random, share: float) -> Example:
    """The example itself or, for a `share`, in capitals or lower case, and for another with straight quotes."""
    draw = chance.random()
    if draw >= 2 * share:
        return original
    if draw < 0.4 * share:
        words = tuple(word.lower() for word in original.words)
    elif draw < share:
        words = tuple(word.upper() for word in original.words)
    else:
        words = tuple(word.translate(_QUOTES) for word in original.words)
    return Example(words, original.touching, original.allowed)


@dataclass(frozen=True)
class Row:
    """One row of the model: subword ids, the places of the words' first subwords, allowed labels of those words."""

    ids: list[int]
    firsts: list[int]
    allowed: tuple[frozenset[int], ...]


def row_of(subwords: Subwords, given: Example, chance: random.Random | None = None, unknown: float = 0.0) -> Row:
    """The row of an example, cut at `MAX_SUBWORDS`; a share of words is replaced by the unknown subword."""
    ids, firsts = [subwords.ids[START]], []
    for word, touches in zip(given.words, given.touching, strict=True):
        pieces = subwords.of_word(word, touches)
        if chance and chance.random() < unknown:
            pieces = [subwords.ids[UNKNOWN]]
        if len(ids) + len(pieces) >= MAX_SUBWORDS:
            break
        firsts.append(len(ids))
        ids += pieces
    return Row([*ids, subwords.ids[END]], firsts, given.allowed[: len(firsts)])


@dataclass
class Batch:
    """Tensors of some rows; `allowed` is `[words, labels]`, true where a label is allowed."""

    ids: Tensor
    mask: Tensor
    words: Tensor
    allowed: Tensor


def batch_of(rows: list[Row], pad: int) -> Batch:
    """Rows padded to the longest of them."""
    length = max(len(row.ids) for row in rows)
    ids = torch.tensor([row.ids + [pad] * (length - len(row.ids)) for row in rows])
    mask = torch.tensor([[1] * len(row.ids) + [0] * (length - len(row.ids)) for row in rows])
    words = torch.tensor([[index, first] for index, row in enumerate(rows) for first in row.firsts]).reshape(-1, 2)
    allowed = torch.zeros(len(words), len(LABELS), dtype=torch.bool)
    place = 0
    for row in rows:
        for labels in row.allowed:
            allowed[place, list(labels)] = True
            place += 1
    return Batch(ids, mask, words, allowed)


def batches(rows: list[Row], subwords: Subwords, budget: int, chance: random.Random) -> list[Batch]:
    """Rows of like length together, at most `budget` padded subwords each, in random order."""
    rows = [row for row in rows if row.firsts]
    order = sorted(rows, key=lambda row: len(row.ids) + chance.random() * 8)
    groups: list[list[Row]] = [[]]
    for row in order:
        longest = max([len(row.ids), *(len(other.ids) for other in groups[-1])])
        if groups[-1] and longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
        groups[-1].append(row)
    chance.shuffle(groups)
    return [batch_of(group, subwords.ids[PAD]) for group in groups if group]
