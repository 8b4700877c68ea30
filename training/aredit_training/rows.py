"""Sentences as rows of subword ids, as models/README.md says for `sentence` and for `words`."""

from dataclasses import dataclass

import torch
from torch import Tensor

from .corpora.sentence import Mention
from .subwords import END, PAD, START, Subwords
from .words import Word, split_words

# Types as corpora and recognisers name them; a place acting as a state is typed as a place in most of RuSentRel.
TOKEN_OF_TYPE = {
    "PER": "<per>",
    "PERSON": "<per>",
    "ORG": "<org>",
    "ORGANIZATION": "<org>",
    "LOC": "<loc>",
    "LOCATION": "<loc>",
    "GPE": "<loc>",
    "GEOPOLIT": "<loc>",
    "GEOPOLITICAL": "<loc>",
}
OTHER_MENTION = "<ent>"


@dataclass
class Row:
    """Subword ids, `START` and `END` included, and where each mention stands (missing if it was cut off)."""

    ids: list[int]
    places: dict[int, int]


def sentence_row(text: str, mentions: list[Mention], subwords: Subwords, longest: int, names: bool = False) -> Row:
    """The row of a sentence in which every mention is hidden behind the token of its type.

    With `names` that token stands before the name instead of for it.
    """
    ids, places, position = [subwords.ids[START]], {}, 0
    for index, mention in enumerate(mentions):
        ids += subwords.of_stretch(text, position, mention.start)
        if len(ids) < longest - 1:
            places[index] = len(ids)
        ids.append(subwords.ids[TOKEN_OF_TYPE.get(mention.type, OTHER_MENTION)])
        if names:
            ids += subwords.of_stretch(text, mention.start, mention.end)
        position = mention.end
    ids += subwords.of_stretch(text, position)
    return Row(ids[: longest - 1] + [subwords.ids[END]], places)


def words_row(text: str, subwords: Subwords, longest: int) -> tuple[list[Word], Row]:
    """The words of a text and its row; `places` are those of each word's first subword."""
    words = split_words(text)
    ids, places = [subwords.ids[START]], {}
    for index, word in enumerate(words):
        if len(ids) < longest - 1:
            places[index] = len(ids)
        ids += subwords.of_word(text[word.start : word.end], word.touches_previous)
    return words, Row(ids[: longest - 1] + [subwords.ids[END]], places)


def batch_tensors(rows: list[list[int]], pad: int) -> tuple[Tensor, Tensor]:
    """Rows padded to the longest, and their mask."""
    length = max(map(len, rows))
    ids = torch.full((len(rows), length), pad)
    mask = torch.zeros(len(rows), length, dtype=torch.long)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = torch.tensor(row)
        mask[index, : len(row)] = 1
    return ids, mask


def pad_id(subwords: Subwords) -> int:
    """The id that rows are padded with."""
    return subwords.ids[PAD]
