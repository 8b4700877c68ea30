"""Which entity a name belongs to, by RuSentRel's synonym groups, however the name is inflected.

The leaderboard asks Mystem for lemmas; here a name is looked up as it is, then without punctuation, then without
case endings, then by its Snowball stem.
"""

import re
from pathlib import Path

_VOWELS = "аеиоуыэюя"
_AFTER_FIRST_VOWEL = re.compile(f"^(.*?[{_VOWELS}])(.*)$")
_GERUND = re.compile("((ив|ивши|ившись|ыв|ывши|ывшись)|((?<=[ая])(в|вши|вшись)))$")
_REFLEXIVE = re.compile("(с[яь])$")
_ADJECTIVE = re.compile(
    "(ее|ие|ые|ое|ими|ыми|ей|ий|ый|ой|ем|им|ым|ом|его|ого|ему|ому|их|ых|ую|юю|ая|яя|ою|ею)$"
)
_PARTICIPLE = re.compile("((ивш|ывш|ующ)|((?<=[ая])(ем|нн|вш|ющ|щ)))$")
_VERB = re.compile(
    "((ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю)"
    "|((?<=[ая])(ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно)))$"
)
_NOUN = re.compile(
    "(а|ев|ов|ие|ье|е|иями|ями|ами|еи|ии|и|ией|ей|ой|ий|й|иям|ям|ием|ем|ам|ом|о|у|ах|иях|ях|ы|ь|ию|ью|ю|ия|ья|я)$"
)
_DERIVED = re.compile(f".*[^{_VOWELS}]+[{_VOWELS}].*ость?$")
_CASE_ENDING = re.compile("(?:[аеиоуыэюяй]*(?:[оеаяыи]м|[аяыи]х|[ое]го|[ое]му|[аяыи]ми)|[аеиоуыэюяйь]+)$")
_LATIN_TO_CYRILLIC = str.maketrans("aeopcyxkmhtb", "аеорсухкмнтв")
_NAME_PART = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def stem(word: str) -> str:
    """Snowball's stem of a Russian word."""
    word = word.lower().replace("ё", "е")
    match = _AFTER_FIRST_VOWEL.match(word)
    if not match:
        return word
    before, rest = match.groups()
    shorter = _GERUND.sub("", rest, count=1)
    if shorter == rest:
        rest = _REFLEXIVE.sub("", rest, count=1)
        shorter = _ADJECTIVE.sub("", rest, count=1)
        if shorter != rest:
            rest = _PARTICIPLE.sub("", shorter, count=1)
        else:
            shorter = _VERB.sub("", rest, count=1)
            rest = shorter if shorter != rest else _NOUN.sub("", rest, count=1)
    else:
        rest = shorter
    rest = re.sub("и$", "", rest, count=1)
    if _DERIVED.match(rest):
        rest = re.sub("ость?$", "", rest, count=1)
    shorter = re.sub("ь$", "", rest, count=1)
    if shorter == rest:
        rest = re.sub("нн$", "н", re.sub("ейше?$", "", rest, count=1), count=1)
    else:
        rest = shorter
    return before + rest


def without_case_ending(word: str) -> str:
    """A proper name without the ending of its case: Китай, Китая, Китаем alike."""
    word = word.lower().replace("ё", "е")
    shorter = _CASE_ENDING.sub("", word, count=1)
    return shorter if len(shorter) >= 2 else word


class Synonyms:
    """Numbers of the groups in a synonyms.txt; a name in several lines belongs to the last of them."""

    def __init__(self, path: Path):
        self._exact: dict[str, int] = {}
        for index, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n")):
            for name in line.split(","):
                if name.strip():
                    self._exact[name.strip().lower()] = index
        self._plain: dict[str, int] = {}
        for index, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n")):
            for name in line.split(","):
                if name.strip():
                    self._plain[_plain(name.strip().lower())] = index
        self._by_key: list[dict[str, int]] = [{}, {}]
        for name, group in self._exact.items():
            for table, shorten in zip(self._by_key, (without_case_ending, stem)):
                table.setdefault(_key(name, shorten), group)
        self._known: dict[str, int | None] = {}

    def group(self, name: str) -> int | None:
        """The group of a name, or None if no group has it."""
        name = name.strip().lower()
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def _look_up(self, name: str) -> int | None:
        if name in self._exact:
            return self._exact[name]
        plain = _plain(name)
        if not plain:
            return None
        if plain in self._plain:
            return self._plain[plain]
        for table, shorten in zip(self._by_key, (without_case_ending, stem)):
            group = table.get(_key(name, shorten))
            if group is not None:
                return group
        if re.search("[а-яё]", name) and re.search("[a-z]", name):
            cyrillic = name.translate(_LATIN_TO_CYRILLIC)  # a Latin letter inside a Cyrillic word
            if cyrillic != name:
                return self._look_up(cyrillic)
        return None


def _plain(name: str) -> str:
    return " ".join(_NAME_PART.findall(name.lower().replace("ё", "е")))


def _key(name: str, shorten) -> str:
    return " ".join(shorten(part) for word in _NAME_PART.findall(name) for part in word.split("-"))
