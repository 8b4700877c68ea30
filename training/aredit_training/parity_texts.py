"""Texts that try the way from text to rows; mentions are marked `[Иванов]PER`."""

import re

from .corpora.sentence import Mention

_MARK = re.compile(r"\[([^\[\]]*)\]([A-Z]+)")

MARKED = [
    "[Россия]LOC поддержала [Сирию]LOC, а [США]LOC осудили её.",
    "[Иванов]PER критикует [Петрова]PER.",
    "[ООН]ORG",
    "",
    " \t ",
    "Здесь нет упоминаний.",
    "\ufeff[Путин]PER похвалил [Газпром]ORG.",
    "Министр 😀 [Лавров]PER 👨‍👩‍👧 не любит 🇷🇺 [НАТО]ORG ❤️!",
    "Андрей и Андре\u0438\u0306, ё и е\u0308: [Андре\u0438\u0306]PER обвинил [Ё\u0308лкина]PER.",
    "Под\u00adдер\u00adжал [Мос\u00adкву]LOC и по\u00adссорился с [Ки\u00adевом]LOC.",
    "CEO Tim Cook из [Apple]ORG (NASDAQ: AAPL) раскритиковал [Meta Platforms]ORG за 3,5 млн €.",
    "«[Зенит]ORG»–«[Спартак]ORG» 2:1…",
    "[А]PER[Б]ORG [В]LOC",
    "какой-то_странный-текст_без пробелов,запятая;[Икс]UNKNOWN,[Игрек]GEOPOLIT",
    "Рентгеноэлектрокардиографического превысокомногорассмотрительствующего [Иванова]PERSON видел [Китай]GPE",
    "ﬁнал № 5 ½ Ⅳ １２ ² 中国人 عربي Ελλάδα [Xi]PER ʼ [ΕΕ]ORG",
    "строка\r\nвторая строка\u2028третья [МИД]ORGANIZATION\u00a0осудил\u2009[Иран]LOCATION",
    "По́лный уда́р: [за\u0301мок]LOC \u0301 \ufe0f [мука\u0301]ORG",
    "[Трамп]PER, [Байден]PER, [Путин]PER, [Зеленский]PER и [Макрон]PER спорят; [ЕС]ORG против.",
    "<per> <s> </s> <unk> ▁ [Маска]PER ▁хвалит [<ent>]ORG",
]


def unmark(marked: str) -> tuple[str, list[Mention]]:
    """The text without its marks, and the mentions marked in it."""
    text, mentions, position = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        mentions.append(Mention(len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        position = match.end()
    return text + marked[position:], mentions


def long_text(words: int) -> str:
    """More words than a row takes."""
    return " ".join(["[Альфа]ORG против [Омеги]PER"] + ["длинный текст"] * (words // 2) + ["и [Конец]LOC"])
