"""Writes the entity model's parity file: what the shipped model makes of a few texts, mentions included.

    python -m aredit_training.entities_parity --models MODELS --out test/data/parity/entities-ru.jsonl
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from .entities_score import decode, mentions_of
from .model_folder import write_words_parity
from .parity_texts import MARKED, unmark

TEXTS = [
    "Президент России Владимир Путин встретился в Москве с Ангелой Меркель.",
    "НАТО обвинила Россию в нарушении договора, сообщает Reuters.",
    "Глава МИД Германии Франк-Вальтер Штайнмайер раскритиковал учения альянса в Польше и странах Балтии.",
    "В пятницу Госдума приняла закон в третьем чтении.",
    "Движение «Левый фронт» и партия «Яблоко» не пришли на Манежную площадь.",
    "США и Китай договорились; Вашингтон и Пекин довольны.",
    "А. С. Пушкин родился в Москве, а М.Ю. Лермонтов — тоже.",
    "Apple и Google подали в суд на Еврокомиссию, пишет The Wall Street Journal.",
    "ОАО «Газпром», ГУП \"Водоканал\" и ООО 'Ромашка'",
    "Министерство иностранных дел Украины не согласно с позицией Кремля.",
    "путин и меркель говорили об украине",
    "ПУТИН ПРЕДУПРЕДИЛ СТРАНЫ ЗАПАДА",
    "По словам Башара Асада, Сирия благодарна Ирану 🙏 и «Хезболле» 🇱🇧.",
    "😀Лавров😀 😀 «ООН»😀",
    "Сергей Шои\u0306гу посетил Краснояр\u00adск и Сургут.",
    "Алекса\u0301ндр Новак\u00a0— министр",
    "Первая строка о Лондоне.\r\nВторая строка о Бориса Джонсоне\r\nи третья",
    "Санкт-Петербург, Ростов-на-Дону, Йошкар-Ола и Нью-Йорк",
    "Экс-глава ЦРУ Дж. Бреннан: «Ложь!»",
    "Матч «Спартак» — «Зенит» (2:1) судил В. Кашшаи из Венгрии.",
    "ООН (ФАО) помогла Сомали, Эфиопии и Кении…",
    "Ёлкин из Орла писал Ежову",
    "Wirtschaftsminister Robert Habeck besuchte Kyiv.",
    "«Исламское государство» (запрещено в РФ) взяло Пальмиру",
    "13 марта 2014 г. в 12:30 было +3°C, т. е. тепло.",
    "Жители деревни Малые Вязёмы написали губернатору А. Воробьёву",
]


def main() -> None:
    """Command line, see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    texts = TEXTS + [unmark(text)[0] for text in MARKED]
    write_words_parity(arguments.out, arguments.models / "entities-ru", texts)
    lines = []
    for line in arguments.out.read_text("utf-8").split("\n"):
        if line:
            record = json.loads(line)
            if "logits" in record:
                found = mentions_of([tuple(span) for span in record["words"]], decode(np.array(record["logits"])))
                record["mentions"] = [{"start": m.start, "end": m.end, "type": m.type} for m in found]
            lines.append(json.dumps(record, ensure_ascii=False).replace("\u2028", "\\u2028") + "\n")
    arguments.out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
