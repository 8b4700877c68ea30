"""RuOpinionNE-2024 and sentences of its form that language models made: opinions within a sentence."""

import itertools
import json
from pathlib import Path

from .sentence import NEGATIVE, NEUTRAL, POSITIVE, Mention, Sentence, without_overlaps

_LABELS = {"NEG": NEGATIVE, "POS": POSITIVE}


def read_opinions_of_sentences(path: Path) -> list[Sentence]:
    """Sentences of one file. Only ends of opinions are mentions, their types unknown.

    Opinions whose holder is the author or nobody in particular tell the sentiment towards their target.
    """
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        labels: dict[tuple, int] = {}
        towards: dict[tuple, int] = {}
        spans: set[tuple[int, int]] = set()
        for opinion in record.get("opinions") or []:
            label = _LABELS[opinion["Polarity"]]
            sources, targets = _spans(opinion["Source"]), _spans(opinion["Target"])
            spans |= {*sources, *targets}
            for target in targets[:1]:
                towards.setdefault(target, label)
                for source in sources[:1]:
                    labels[source, target] = label
        for variant, mentions in enumerate(_variants(spans, set(labels))):
            sentence = Sentence(f"{path.stem}:{number}:{variant}", record["text"], mentions)
            index = {(m.start, m.end): i for i, m in enumerate(mentions)}
            for s, t in itertools.permutations(range(len(mentions)), 2):
                pair = tuple((mentions[i].start, mentions[i].end) for i in (s, t))
                sentence.pairs[s, t] = labels.get(pair, NEUTRAL)
            sentence.towards = {index[span]: label for span, label in towards.items() if span in index}
            sentences.append(sentence)
    return sentences


def _variants(spans: set[tuple], pairs: set[tuple]) -> list[list[Mention]]:
    """Choices of mentions without overlap, so many that nearly every pair of an opinion is in one of them."""
    variants: list[list[Mention]] = []
    left = pairs
    while not variants or (left and len(variants) < 3):
        preferred = {span for pair in left for span in pair}
        mentions = without_overlaps([Mention(*span, "") for span in sorted(spans)], preferred)
        kept = {(m.start, m.end) for m in mentions}
        still = {pair for pair in left if not set(pair) <= kept}
        variants.append(mentions)
        if len(still) == len(left):
            break
        left = still
    return variants


def _spans(end: list) -> list[tuple[int, int]]:
    """Spans of an opinion's end; the author and nobody have the empty one, which is left out."""
    spans = []
    for text in end[1]:
        start, _, stop = text.partition(":")
        if start.isdigit() and stop.isdigit() and int(stop) > int(start):
            spans.append((int(start), int(stop)))
    return spans
