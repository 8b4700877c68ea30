"""Gold and raw texts for the entity model: readers, the fixed folds, mentions.

Offsets are Python's (code points) of the untouched text.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from .words import split_words

TYPES = ("PER", "ORG", "LOC", "GEOPOLIT")
LABELS = ("O",) + tuple(f"{part}-{kind}" for kind in TYPES for part in "BI")
FOLDS = 5


@dataclass(frozen=True)
class Mention:
    """A typed span of a text."""

    start: int
    end: int
    type: str


@dataclass(frozen=True)
class Document:
    """A text with its sentences and gold mentions, in order and without overlap."""

    name: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]


def words_of(text: str) -> list[tuple[int, int]]:
    """Spans of the words of `text`."""
    return [(word.start, word.end) for word in split_words(text)]


def folds(names: list[str]) -> dict[str, int]:
    """Fold of every document: ranked by the SHA-256 of their names, dealt out in turn."""
    ranked = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return {name: rank % FOLDS for rank, name in enumerate(ranked)}


def without_overlap(mentions: list[Mention]) -> list[Mention]:
    """The outermost mentions: by start, longer first; whatever overlaps one already kept goes."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or kept[-1].end <= mention.start:
            kept.append(mention)
    return kept


def aligned(text: str, mentions: list[Mention]) -> list[Mention]:
    """Mentions that begin and end where words do."""
    spans = words_of(text)
    starts, ends = {s for s, _ in spans}, {e for _, e in spans}
    return [m for m in mentions if m.start in starts and m.end in ends]


# factRuEval

_FACTRU_TYPES = {"Person": "PER", "Org": "ORG", "Location": "LOC", "LocOrg": "GEOPOLIT"}
_NAME_SPAN = {"Org": "org_name", "Location": "loc_name", "LocOrg": "loc_name"}


def read_factrueval(folder: Path, sentences: Path, rule: str = "names") -> list[Document]:
    """factRuEval's documents in `folder`, with the sentences of `sentences`.

    Rule `names` (the default): a person is its whole object, of organisations and places each
    name span counts (`org_name`, `loc_name`), not the words that describe them ("movement",
    "square"). It is how natasha/naeval reads the corpus, so its peers are measured by it, and how
    RuSentRel marks mentions. Rule `objects`: the extent of every object, descriptors included.
    Under both the outermost of overlapping mentions stays.
    """
    bounds = {entry["doc"].split("/")[-1]: entry for entry in json.loads(sentences.read_text("utf-8"))}
    documents = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        spans = {}
        for line in path.with_suffix(".spans").read_text("utf-8").splitlines():
            if line.strip():
                identifier, kind, start, length, *_ = line.split()
                spans[identifier] = (kind, int(start), int(start) + int(length))
        mentions = []
        for line in path.with_suffix(".objects").read_text("utf-8").splitlines():
            fields = line.split("#")[0].split()
            if not fields or fields[1] not in _FACTRU_TYPES:
                continue
            kind = fields[1]
            parts = [spans[identifier] for identifier in fields[2:]]
            if rule == "objects" or kind == "Person":
                extents = [(min(s for _, s, _ in parts), max(e for _, _, e in parts))]
            else:
                extents = [(s, e) for name, s, e in parts if name == _NAME_SPAN[kind]]
            mentions += [Mention(s, e, _FACTRU_TYPES[kind]) for s, e in extents]
        entry = bounds[path.stem]
        assert entry["text"] == text, path
        kept = aligned(text, without_overlap(mentions))
        documents.append(Document(path.stem, text, tuple(map(tuple, entry["sentences"])), tuple(kept)))
    return documents


# RuSentRel

_RUSENTREL_LINE = re.compile(r"[^\r\n]+")
_PREFIX = "{Author, Unknown} "


def read_rusentrel(folder: Path) -> list[Document]:
    """RuSentRel's TRAIN articles; a line is a sentence, its `{Author, Unknown} ` left out."""
    documents = []
    for path in sorted(folder.glob("art*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        mentions = []
        for line in path.read_bytes().decode("utf-8").split("\n"):
            fields = line.rstrip("\r").split("\t")
            if len(fields) < 3 or fields[2] in ("Author", "Unknown"):
                continue
            kind, start, end = fields[1].split()
            mentions.append(Mention(int(start), int(end), kind))
        sentences = []
        for match in _RUSENTREL_LINE.finditer(text):
            start, end = match.span()
            if text.startswith(_PREFIX, start):
                start += len(_PREFIX)
            while end > start and text[end - 1].isspace():
                end -= 1
            if end > start:
                sentences.append((start, end))
        kept = aligned(text, without_overlap(mentions))
        documents.append(Document(path.stem, text, tuple(sentences), tuple(kept)))
    return documents


def sentences_with_mentions(document: Document) -> list[tuple[str, list[Mention]]]:
    """Each sentence's text with the mentions inside it, offsets from the sentence's start."""
    result = []
    for start, end in document.sentences:
        inside = [
            Mention(m.start - start, m.end - start, m.type)
            for m in document.mentions
            if start <= m.start and m.end <= end
        ]
        result.append((document.text[start:end], inside))
    return result


# Raw sentences for the teacher


_NO_SPACE_BEFORE = set(".,:;!?)»%…”")
_NO_SPACE_AFTER = set("(«„“")


def detokenise(text: str) -> str:
    """Undo the spaces that RuAttitudes puts around punctuation; straight quotes by parity."""
    out = ""
    glue = True
    quotes = 0
    for token in text.split():
        if token == '"':
            quotes += 1
            opens = quotes % 2 == 1
            out += token if glue or not opens else " " + token
            glue = opens
            continue
        if token[0] in _NO_SPACE_BEFORE:
            glue = True
        out += token if glue else " " + token
        glue = token[-1] in _NO_SPACE_AFTER
    # "с . г ." comes back as "с.г."
    return re.sub(r"\b([а-яё])\. ?([а-яё])\.", r"\1.\2.", out)


_RUSENTNE_TYPES = {"PERSON": "PER", "ORGANIZATION": "ORG", "COUNTRY": "LOC"}


def read_rusentne(data: Path) -> dict[str, list[Mention]]:
    """RuSentNE's sentences with the people, organisations and countries that it asks the sentiment of."""
    known: dict[str, list[Mention]] = {}
    for name in ("train_data.csv", "validation_data_labeled.csv", "final_data.csv"):
        with (data / "rusentne" / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                text, entity = row["sentence"].strip(), row["entity"]
                mentions = known.setdefault(text, [])
                start = int(row["entity_pos_start_rel"])
                if text[start : start + len(entity)] != entity:
                    start = text.find(entity)
                # Adjectives count as countries there ("американскую").
                adjective = row["entity_tag"] == "COUNTRY" and entity[:1].islower()
                if start >= 0 and row["entity_tag"] in _RUSENTNE_TYPES and not adjective:
                    mentions.append(Mention(start, start + len(entity), _RUSENTNE_TYPES[row["entity_tag"]]))
    return known


def read_raw(data: Path, attitudes: int, seed: int = 0) -> list[str]:
    """Distinct training sentences without full entity gold, in a fixed order; no factRuEval, no RuSentRel."""
    found = list(read_rusentne(data))
    for path in ("ruopinionne/train.jsonl", "ruopinionne/validation_labeled.jsonl", "ruopinionne/test.jsonl",
                 "ruopinionne-generated/generated.jsonl"):
        found += [json.loads(line)["text"] for line in (data / path).read_text("utf-8").splitlines()]
    with (data / "ruattitudes" / "ruattitudes-1.2-trainpairs.jsonl").open(encoding="utf-8") as file:
        contexts = {detokenise(json.loads(line)["text"]) for line in file}
    shuffled = sorted(contexts)
    random.Random(seed).shuffle(shuffled)
    found += shuffled[:attitudes]
    distinct = []
    seen = set()
    for text in found:
        text = text.strip()
        key = re.sub(r"\W+", " ", text.lower())
        if 20 <= len(text) <= 700 and key not in seen:
            seen.add(key)
            distinct.append(text)
    return distinct
