"""Writes the excerpts beside it: test/data/corpora/make.py DATA_FOLDER

DATA_FOLDER is the training's (training/README.md). Lines are taken at equal distances, whole and unchanged; nothing
comes from a test part: what the training reads there without labels is made of train sentences.
"""

import json
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
# The least that gives every fold of every stage something to do.
FACTRUEVAL_DOCUMENTS = 10
LINES = {
    "ruattitudes/ruattitudes-1.2-trainpairs.jsonl": 120,
    "ruopinionne/train.jsonl": 60,
    "ruopinionne/validation_labeled.jsonl": 30,
    "ruopinionne-generated/generated.jsonl": 60,
    "rusentne/train_data.csv": 60,
    "rusentne/validation_data_labeled.csv": 30,
}
UNLABELLED = 10


def spread(lines: list[str], count: int) -> list[str]:
    """`count` of the lines, at equal distances."""
    return [lines[index * len(lines) // count] for index in range(count)]


def main(data: Path) -> None:
    """Makes all excerpts anew."""
    for corpus in ("factrueval", *dict.fromkeys(name.split("/")[0] for name in LINES)):
        shutil.rmtree(HERE / corpus, ignore_errors=True)
        (HERE / corpus).mkdir()
        shutil.copyfile(data / corpus / "LICENSE", HERE / corpus / "LICENSE")
    for name, count in LINES.items():
        head, *rest = (data / name).read_text(encoding="utf-8").rstrip("\n").split("\n")
        chosen = [head, *spread(rest, count)] if name.endswith(".csv") else spread([head, *rest], count)
        write(name, chosen)

    train = read("ruopinionne/train.jsonl")[:UNLABELLED]
    texts = [{key: value for key, value in json.loads(line).items() if key != "opinions"} for line in train]
    write("ruopinionne/test.jsonl", [json.dumps(record, ensure_ascii=False) for record in texts])
    rows = read("rusentne/train_data.csv")[: 1 + UNLABELLED]
    write("rusentne/final_data.csv", [row.rpartition("\t")[0] for row in rows])

    # The shortest documents.
    parts = ("txt", "spans", "objects")
    devset = data / "factrueval" / "devset"
    sizes = {text.stem: sum((devset / f"{text.stem}.{part}").stat().st_size for part in parts) for text in devset.glob("*.txt")}
    (HERE / "factrueval" / "devset").mkdir()
    for document in sorted(sizes, key=lambda name: (sizes[name], name))[:FACTRUEVAL_DOCUMENTS]:
        for part in parts:
            shutil.copyfile(devset / f"{document}.{part}", HERE / "factrueval" / "devset" / f"{document}.{part}")


def read(name: str) -> list[str]:
    """Lines of an excerpt."""
    return (HERE / name).read_text(encoding="utf-8").rstrip("\n").split("\n")


def write(name: str, lines: list[str]) -> None:
    """Writes an excerpt."""
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
