"""Makes the cut base model that both tasks start from.

    python -m aredit_training.make_base DATA_FOLDER WORK_FOLDER
"""

import argparse
from pathlib import Path

import torch

from .corpora.texts import all_texts
from .encoder import Encoder, cut_base, save_cut_base
from .subwords import END, START, Subwords

VOCABULARY = 24_000


def embed(texts: list[str], subwords: Subwords, encoder: Encoder) -> torch.Tensor:
    """Unit vectors of `texts`, made as the base model was trained to make them: the mean of the last states."""
    vectors = []
    encoder.eval()
    with torch.no_grad():
        for text in texts:
            ids = [subwords.ids[START], *subwords.of_stretch("query: " + text), subwords.ids[END]]
            rows = torch.tensor([ids])
            vectors.append(encoder(rows, torch.ones_like(rows))[0].mean(0))
    return torch.nn.functional.normalize(torch.stack(vectors), dim=-1)


def check_meaning(subwords: Subwords, encoder: Encoder) -> None:
    """Fails unless each sentence is nearer to its paraphrase than to any unrelated one."""
    sentences = [
        "Президент раскритиковал решение парламента.",
        "Глава государства осудил постановление депутатов.",
        "На севере страны выпал первый снег.",
        "В северных регионах начались снегопады.",
        "Футбольный клуб выиграл матч чемпионата.",
        "Команда победила в игре первенства по футболу.",
    ]
    vectors = embed(sentences, subwords, encoder)
    likeness = vectors @ vectors.T - 2 * torch.eye(len(sentences))
    nearest = likeness.argmax(1).tolist()
    print("nearest:", nearest, "likeness:", [round(float(row.max()), 3) for row in likeness])
    if nearest != [1, 0, 3, 2, 5, 4]:
        raise ValueError("the base weights do not tell similar sentences from unrelated ones")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    arguments = parser.parse_args()
    subwords, encoder = cut_base(arguments.work / "base", all_texts(arguments.data), VOCABULARY)
    check_meaning(subwords, encoder)
    save_cut_base(arguments.work / "cut", subwords, encoder)
    print("subwords:", len(encoder.words), "in", arguments.work / "cut")


if __name__ == "__main__":
    main()
