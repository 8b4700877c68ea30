"""All sentences of all corpora as plain text: to count subwords and for masked-language training."""

import csv
import json
from pathlib import Path

_CSV_FILES = ("train_data.csv", "validation_data_labeled.csv", "final_data.csv")


def all_texts(data: Path) -> list[str]:
    """Plain texts of the corpora under `data`, each distinct one once, in a fixed order."""
    texts: list[str] = []
    for path in sorted((data / "rusentrel-train").glob("art*[0-9].txt")):
        content = path.read_text(encoding="utf-8")
        texts += [line.replace("{Author, Unknown}", "").strip() for line in content.splitlines()]
    for path in sorted((data / "factrueval" / "devset").glob("*.txt")):
        texts += [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    for folder in ("ruopinionne", "ruopinionne-generated", "ruattitudes"):
        for path in sorted((data / folder).glob("*.jsonl")):
            texts += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    for name in _CSV_FILES:
        with (data / "rusentne" / name).open(encoding="utf-8", newline="") as file:
            texts += [row[0] for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
    return [text for text in dict.fromkeys(texts) if text]
