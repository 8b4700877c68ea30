"""RuSentRel 1.1, the TRAIN part: long articles with mentions and opinions of the whole document."""

import itertools
import random
import re
from pathlib import Path

from .sentence import NEGATIVE, NEUTRAL, POSITIVE, Mention, Sentence
from .synonyms import Synonyms

DOCUMENTS = [number for number in range(1, 46) if number not in (9, 22, 26)]
FOLDS = 5
_HEADER = re.compile(r"\{Author, ?Unknown\} ?")
_LABELS = {"pos": POSITIVE, "neg": NEGATIVE}

Opinions = dict[tuple[int, int], int]


class RuSentRel:
    """Sentences with the mention pairs that the opinions of their document label, and those opinions."""

    def __init__(self, folder: Path):
        self._folder = folder
        self.synonyms = Synonyms(folder / "synonyms.txt")
        self.opinions = {number: self._read_opinions(number) for number in DOCUMENTS}
        self.sentences = [s for number in DOCUMENTS for s in self._read_sentences(number)]

    def _read_opinions(self, number: int) -> Opinions:
        """Opinions by ordered pair of groups; the first of a pair wins, loops and unknown names are left out."""
        opinions: Opinions = {}
        content = (self._folder / f"art{number}.opin.txt").read_bytes().decode("utf-8-sig")
        for line in content.replace("\r", "").split("\n"):
            cells = [cell.strip() for cell in line.split(",")]
            if len(cells) < 3:
                continue
            pair = (self.synonyms.group(cells[0]), self.synonyms.group(cells[1]))
            if None not in pair and pair[0] != pair[1]:
                opinions.setdefault(pair, _LABELS[cells[2]])
        return opinions

    def _read_sentences(self, number: int) -> list[Sentence]:
        text = (self._folder / f"art{number}.txt").read_bytes().decode("utf-8")
        marks = []
        for line in (self._folder / f"art{number}.ann").read_bytes().decode("utf-8").split("\n"):
            cells = line.rstrip("\r").split("\t")
            if len(cells) >= 3 and cells[2].lower() not in ("author", "unknown"):
                kind, start, end = cells[1].split()
                marks.append(Mention(int(start), int(end), kind, self.synonyms.group(cells[2].replace(",", ""))))
        sentences, position = [], 0
        for line in text.split("\n"):
            header = _HEADER.match(line)
            start, end = position + (header.end() if header else 0), position + len(line)
            position = end + 1
            if not text[start:end].strip():
                continue
            inside = [Mention(m.start - start, m.end - start, m.type, m.group) for m in marks if start <= m.start < end]
            sentence = Sentence(str(number), text[start:end], _first_come(inside))
            for s, t in itertools.permutations(range(len(sentence.mentions)), 2):
                pair = (sentence.mentions[s].group, sentence.mentions[t].group)
                if None not in pair and pair[0] != pair[1]:
                    sentence.pairs[s, t] = self.opinions[number].get(pair, NEUTRAL)
            sentences.append(sentence)
        return sentences


def _first_come(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def fold_of_documents(corpus: RuSentRel) -> dict[int, int]:
    """Fold of every document, fixed: folds get like numbers of labelled mention pairs."""
    labelled = {number: 0 for number in DOCUMENTS}
    for sentence in corpus.sentences:
        labelled[int(sentence.document)] += sum(label != NEUTRAL for label in sentence.pairs.values())
    generator = random.Random(13)
    folds: dict[int, int] = {}
    ordered = sorted(DOCUMENTS, key=lambda number: -labelled[number])
    for first in range(0, len(ordered), FOLDS):
        order = list(range(FOLDS))
        generator.shuffle(order)
        folds.update(zip(ordered[first : first + FOLDS], order))
    return folds


def folds_of_pairs(corpus: RuSentRel, folds: dict[int, int]) -> dict[frozenset, set[int]]:
    """The folds that have an opinion of a pair of entities, whatever its direction."""
    found: dict[frozenset, set[int]] = {}
    for document, opinions in corpus.opinions.items():
        for pair in opinions:
            found.setdefault(frozenset(pair), set()).add(folds[document])
    return found
