"""Silver labels for the entity model from slovnet's recogniser (MIT), and its own figures.

    python -m aredit_training.silver label --data DATA --out silver.jsonl
    python -m aredit_training.silver score --data DATA

The teacher knows PER, ORG and LOC; LOC here stands for "a place", LOC or GEOPOLIT, which
training leaves open between the two (`entities.py`).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from .entities_data import Mention, read_factrueval, read_raw, read_rusentrel, words_of
from .entities_score import Tally


class Teacher:
    """slovnet's news recogniser with the weights that natasha's wheel carries."""

    def __init__(self) -> None:
        import natasha
        from navec import Navec
        from slovnet import NER

        data = Path(natasha.__file__).parent / "data"
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


def label(data: Path, out: Path, attitudes: int, limit: int | None) -> None:
    """Write `{"text", "mentions": [[start, end, type]], "doubtful": [[start, end]]}` a line."""
    texts = read_raw(data, attitudes)[:limit]
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        for text, mentions in zip(texts, Teacher()(texts), strict=True):
            whole = [found for found in (to_words(text, mention) for mention in mentions) if found]
            record = {
                "text": text,
                "mentions": [[m.start, m.end, m.type] for m in whole if not doubtful(text, m)],
                "doubtful": [[m.start, m.end] for m in whole if doubtful(text, m)],
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def score(data: Path) -> None:
    """Print the teacher's strict figures by corpus and its speed, one sentence at a time and in batches."""
    teacher = Teacher()
    sentences_file = data / "sentseg" / "factrueval-sentences.json"
    corpora = {
        "factRuEval names": read_factrueval(data / "factrueval" / "devset", sentences_file),
        "factRuEval objects": read_factrueval(data / "factrueval" / "devset", sentences_file, "objects"),
        "RuSentRel TRAIN": read_rusentrel(data / "rusentrel-train"),
    }
    for name, documents in corpora.items():
        tally = Tally()
        for document in documents:
            texts = [document.text[start:end] for start, end in document.sentences]
            found = [
                Mention(m.start + start, m.end + start, m.type)
                for (start, _), mentions in zip(document.sentences, teacher(texts), strict=True)
                for m in mentions
            ]
            tally.add(document.mentions, found)
        print(json.dumps({"corpus": name, **tally.report()}))
    texts = [d.text[s:e] for d in corpora["factRuEval names"] for s, e in d.sentences]
    for way, run in {"one": lambda: [list(teacher([text])) for text in texts], "batches": lambda: list(teacher(texts))}.items():
        began = time.perf_counter()
        run()
        print(json.dumps({"sentences_per_second": round(len(texts) / (time.perf_counter() - began)), "way": way}))


def main() -> None:
    """Command line, see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("label", "score"):
        command = commands.add_parser(name)
        command.add_argument("--data", type=Path, required=True)
        if name == "label":
            command.add_argument("--out", type=Path, required=True)
            command.add_argument("--attitudes", type=int, default=8000, help="contexts of RuAttitudes to label")
            command.add_argument("--limit", type=int, help="label this many sentences only")
    arguments = parser.parse_args()
    if arguments.command == "label":
        label(arguments.data, arguments.out, arguments.attitudes, arguments.limit)
    else:
        score(arguments.data)


if __name__ == "__main__":
    main()
