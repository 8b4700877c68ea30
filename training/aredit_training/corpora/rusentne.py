"""RuSentNE-2023: the sentiment of a sentence towards an entity, whoever holds it."""

import csv
from pathlib import Path

from .sentence import NEGATIVE, NEUTRAL, POSITIVE, Mention, Sentence, without_overlaps

_LABELS = {"-1": NEGATIVE, "0": NEUTRAL, "1": POSITIVE}
_TYPES = {"PERSON": "PER", "ORGANIZATION": "ORG", "COUNTRY": "LOC"}


def read_sentiments_towards(path: Path) -> list[Sentence]:
    """Sentences of one labelled file, each once, with all entities that it is labelled for."""
    by_text: dict[str, dict[tuple[int, int], tuple[str, int]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        for text, entity, tag, start, end, label in rows:
            span = (int(start), int(end))
            if text[span[0] : span[1]] != entity:  # some offsets are off
                found = text.find(entity)
                if found < 0:
                    continue
                span = (found, found + len(entity))
            by_text.setdefault(text, {})[span] = (_TYPES.get(tag, ""), _LABELS[label])
    sentences = []
    for number, (text, entities) in enumerate(by_text.items()):
        mentions = without_overlaps([Mention(*span, kind) for span, (kind, _) in entities.items()])
        towards = {i: entities[m.start, m.end][1] for i, m in enumerate(mentions)}
        sentences.append(Sentence(f"{path.stem}:{number}", text, mentions, towards=towards))
    return sentences
