"""Silver labels for the entity model from slovnet's recogniser (MIT).

    python -m aredit_training.silver label --data DATA --out WORK/silver.jsonl

The teacher knows PER, ORG and LOC; LOC here stands for "a place", LOC or GEOPOLIT, which
training leaves open between the two (`entities.py`).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from .entities_data import Mention, read_raw, read_rusentne, words_of


class Teacher:
    """slovnet's news recogniser with the weights that natasha's wheel carries."""

    def __init__(self) -> None:
        from navec import Navec
        from slovnet import NER

        # Only the data of natasha's wheel are wanted; importing it would load a morphology too.
        spec = importlib.util.find_spec("natasha")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError("natasha, which carries the teacher's weights; see training/requirements.txt")
        data = Path(spec.origin).parent / "data"
        self.model = NER.load(data / "model" / "slovnet_ner_news_v1.tar")
        self.model.navec(Navec.load(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))

    def __call__(self, texts: Iterable[str]) -> Iterator[list[Mention]]:
        for markup in self.model.map(texts):
            yield [Mention(span.start, span.stop, span.type) for span in markup.spans]


def doubtful(text: str, mention: Mention) -> bool:
    """Whether the teacher's span breaks the gold's rules: a bracket, or a quotation within.

    It joins "ООН (ФАО)" and takes the kind before a quoted name along ("ГУП «Водоканал»");
    the words of such a span do not count in training.
    """
    inside = text[mention.start : mention.end]
    return any(char in "()«»„“”\"" for char in inside)


def to_words(text: str, mention: Mention) -> Mention | None:
    """The mention widened to whole words, or nothing where it touches none."""
    touched = [(s, e) for s, e in words_of(text) if s < mention.end and mention.start < e]
    return Mention(touched[0][0], touched[-1][1], mention.type) if touched else None


def corrected(mentions: list[Mention], known: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The teacher's mentions after those a corpus knows, and known ones that stay in doubt.

    A known person or country replaces whatever the teacher has there. A known organisation that the teacher
    does not see, or sees as something else, is doubtful: that corpus cuts their names otherwise.
    """
    kept, doubts = list(mentions), []
    for mention in known:
        overlapping = [m for m in kept if m.start < mention.end and mention.start < m.end]
        if mention.type != "ORG":
            inside = all(mention.start <= m.start and m.end <= mention.end for m in overlapping)
            if inside:
                kept = [m for m in kept if m not in overlapping] + [mention]
            else:
                doubts += overlapping
        elif not any(m.type == "ORG" for m in overlapping):
            doubts.append(mention)
    return sorted(kept, key=lambda m: m.start), doubts


def label(data: Path, out: Path, attitudes: int, limit: int | None) -> None:
    """Write `{"text", "mentions": [[start, end, type]], "doubtful": [[start, end]]}` a line."""
    texts = read_raw(data, attitudes)[:limit]
    known = read_rusentne(data)
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        for text, mentions in zip(texts, Teacher()(texts), strict=True):
            mentions, doubts = corrected(mentions, known.get(text, []))
            whole = [found for found in (to_words(text, mention) for mention in mentions) if found]
            doubts += [m for m in whole if doubtful(text, m)]
            record = {
                "text": text,
                "mentions": [[m.start, m.end, m.type] for m in whole if not doubtful(text, m)],
                "doubtful": [[m.start, m.end] for m in doubts],
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def main() -> None:
    """Command line, see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["label"])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--attitudes", type=int, default=2000, help="contexts of RuAttitudes to label")
    parser.add_argument("--smoke", action="store_true", help="200 sentences, only to see it run")
    arguments = parser.parse_args()
    label(arguments.data, arguments.out, arguments.attitudes, 200 if arguments.smoke else None)


if __name__ == "__main__":
    main()
