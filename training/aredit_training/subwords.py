"""Subwords: the base model's Unigram vocabulary, cut to what Russian texts need, as a `tokenizer.json`."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from tokenizers import Tokenizer

from .base_weights import BaseWeights
from .words import normalise_word, split_words

START, PAD, END, UNKNOWN = "<s>", "<pad>", "</s>", "<unk>"
SPECIAL = [START, PAD, END, UNKNOWN]
# Words that a new token begins as the mean of: what hides a mention should not begin as noise.
MENTION_TOKENS = {
    "<per>": ["человек", "президент", "министр", "он"],
    "<org>": ["организация", "компания", "партия", "она"],
    "<loc>": ["страна", "государство", "Россия", "регион"],
    "<ent>": ["человек", "организация", "страна", "он"],
}
PAIR_TOKENS = {
    "<source>": ["он", "субъект", "автор"],
    "<target>": ["его", "объект", "цель"],
    "<other>": ["человек", "организация", "страна"],
}
ADDED = {**MENTION_TOKENS, **PAIR_TOKENS}
# What is done to a word before it is cut; the manifest tells the engine the same.
NORMALIZATION, LOWERCASE, YO_TO_YE = "NFKC", False, True
_RUSSIAN = re.compile("▁?[а-яА-Я]+")
_ALWAYS = (
    "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    ".,:;!?-–—…'\"«»„“”’()[]{}/\\|@#$%&*+=<>_~^`№§°€£"
)


def build_tokenizer(pieces: list[tuple[str, float]]) -> dict:
    """The content of a `tokenizer.json`; `pieces` begin with the special ones, and their order is their id.

    The words arrive one by one with their space before them, so that nothing but "space to ▁" is left to do.
    """
    names = [piece for piece, _ in pieces]
    added = [
        {
            "id": names.index(token),
            "content": token,
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": True,
        }
        for token in SPECIAL + [name for name in ADDED if name in names]
    ]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": None,
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never", "split": False},
        "post_processor": None,
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never", "split": False},
        "model": {
            "type": "Unigram",
            "unk_id": names.index(UNKNOWN),
            "vocab": [[piece, score] for piece, score in pieces],
            "byte_fallback": False,
        },
    }


@dataclass
class Subwords:
    """Cuts words into subword ids, remembering the words it has seen."""

    content: dict

    def __post_init__(self) -> None:
        self._seen: dict[tuple[str, bool], list[int]] = {}

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The reference implementation, reading the very content that is shipped."""
        return Tokenizer.from_str(json.dumps(self.content, ensure_ascii=False))

    @cached_property
    def ids(self) -> dict[str, int]:
        """Id of every subword by its name."""
        return {piece: index for index, (piece, _) in enumerate(self.content["model"]["vocab"])}

    def of_word(self, word: str, touches_previous: bool) -> list[int]:
        """Ids of one word, normalised here; a word that touches the one before it gets no space."""
        key = (word, touches_previous)
        if key not in self._seen:
            text = normalise_word(word, NORMALIZATION, LOWERCASE, YO_TO_YE)
            text = text if touches_previous else " " + text
            self._seen[key] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return self._seen[key]

    def of_stretch(self, text: str, start: int = 0, end: int | None = None) -> list[int]:
        """Ids of all words of `text[start:end]`."""
        return [i for w in split_words(text, start, end) for i in self.of_word(text[w.start : w.end], w.touches_previous)]

    def save(self, path) -> None:
        """Writes the `tokenizer.json`."""
        path.write_text(json.dumps(self.content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def cut_vocabulary(
    base: BaseWeights, texts: Iterable[str], size: int, least_count: int = 1
) -> tuple[Subwords, np.ndarray]:
    """About `size` subwords for Russian texts, and their rows of the word embeddings.

    What occurs in `texts` comes first, then the likeliest pieces of Russian letters, for texts not seen here.
    Letters, digits and usual punctuation always stay, alone and after a space, so that hardly anything is unknown.
    """
    scores = base.scores.astype(float).tolist()
    whole = Subwords(build_tokenizer(list(zip(base.pieces, scores))))
    words: Counter[tuple[str, bool]] = Counter()
    for text in texts:
        words.update((text[w.start : w.end], w.touches_previous) for w in split_words(text))
    counts: Counter[int] = Counter()
    for (word, touches), count in words.items():
        for index in whole.of_word(word, touches):
            counts[index] += count
    kept = {index for index, count in counts.items() if count >= least_count}
    kept |= {whole.ids[piece] for c in _ALWAYS for piece in (c, "▁" + c) if piece in whole.ids}
    kept |= {whole.ids["▁"]}
    russian = [i for i, piece in enumerate(base.pieces) if _RUSSIAN.fullmatch(piece) and i not in kept]
    russian.sort(key=lambda index: -scores[index])
    kept |= set(russian[: max(0, size - len(kept))])
    kept -= {whole.ids[name] for name in SPECIAL}
    word_embeddings = base.tensors["emb.word"]
    order = sorted(kept)
    pieces = [(name, 0.0) for name in SPECIAL + list(ADDED)] + [(base.pieces[i], scores[i]) for i in order]
    rows = [word_embeddings[whole.ids[name]] for name in SPECIAL]
    rows += [
        np.mean([word_embeddings[i] for word in like for i in whole.of_word(word, False)], axis=0)
        for like in ADDED.values()
    ]
    rows += [word_embeddings[i] for i in order]
    return Subwords(build_tokenizer(pieces)), np.stack(rows).astype(np.float32)
