"""Writes cases.jsonl: annotations of two made-up annotators and what published programs say of them.

pip install scikit-learn==1.9.1 seqeval==1.2.2 scipy==1.17.1 && python make.py > cases.jsonl
"""

import json
import random
import warnings

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching
from seqeval.metrics.v1 import precision_recall_fscore_support
from seqeval.scheme import IOB2
from sklearn.metrics import cohen_kappa_score, precision_recall_fscore_support as sklearn_scores

warnings.filterwarnings("ignore")
TYPES = ["PER", "ORG", "LOC"]
WORDS = ["Иванов", "ООН", "Москва", "поддержал", "осудила", "вчера", "\U0001f600", "мои\u0306", "Рим"]


def make_text(random_):
    """Sentences of words, one a line; returns the text, spans of its tokens (UTF-16) and of its sentences."""
    text, tokens, sentences = "", [], []

    def offset():
        return len(text.encode("utf-16-le")) // 2

    for _ in range(random_.randint(1, 4)):
        begin = offset()
        for word in ["Слово"] + random_.choices(WORDS, k=random_.randint(3, 9)) + ["опять"]:
            start = offset()
            text += word
            tokens.append((start, offset()))
            text += " "
        text = text[:-1]
        start = offset()
        text += "."
        tokens.append((start, offset()))
        sentences.append((begin, offset()))
        text += "\r\n"
    return text, tokens, sentences


def make_mentions(random_, tokens, sentences):
    """Mentions of whole tokens that do not overlap and stay in their sentence: first and last token, type."""
    mentions, index = [], 0
    while index < len(tokens):
        length = random_.randint(1, 2)
        inside = [s for s in sentences if s[0] <= tokens[index][0] < s[1]][0]
        last = index + length - 1
        if random_.random() < 0.45 and last < len(tokens) and tokens[last][1] < inside[1]:
            mentions.append((index, last, random_.choice(TYPES)))
            index = last + 1
        else:
            index += 1
    return mentions


def disturb(random_, mentions, tokens, sentences):
    """What a second annotator makes of them: some left out, of other type, or longer; in their sentence, without overlap."""
    result, taken = [], set()
    for first, last, kind in mentions:
        chance = random_.random()
        if chance < 0.15:
            continue
        if chance < 0.3:
            kind = random_.choice(TYPES)
        elif chance < 0.4:
            starts = [index for index, token in enumerate(tokens) if token[0] in {s[0] for s in sentences}]
            first = first if first in starts else first - 1
        if not taken & set(range(first, last + 1)):
            taken |= set(range(first, last + 1))
            result.append((first, last, kind))
    return result


def tags(mentions, count):
    result = ["O"] * count
    for first, last, kind in mentions:
        result[first] = "B-" + kind
        for index in range(first + 1, last + 1):
            result[index] = "I-" + kind
    return result


def number(value):
    return None if np.isnan(value) else float(value)


def kappa(pairs):
    pairs = list(pairs)
    return number(cohen_kappa_score(*zip(*pairs))) if pairs else None


def label_pairs(random_, mentions):
    """Labels of some ordered pairs of mentions."""
    pairs = [(s, t) for s in mentions for t in mentions if s != t]
    chosen = [pair for pair in pairs if random_.random() < 0.3]
    return {pair: random_.choice(["POS", "NEG", "NEU"]) for pair in chosen}


def relation_scores(of_a, of_b):
    """Of attitudes by document and places of both ends, as labels of those; A taken as right, neutral is none."""
    keys = sorted(set(of_a) | set(of_b))
    names = sorted({*of_a.values(), *of_b.values()} - {"NEU"})
    if not names:
        return {"micro": [0.0, 0.0, 0.0], "macro": [0.0, 0.0, 0.0], "byType": {}}
    # Both columns always: scikit-learn takes a single one for two classes.
    columns = ["NEG", "POS"]
    matrix = lambda labels: np.array([[labels.get(key) == name for name in columns] for key in keys], dtype=int)
    counted = [columns.index(name) for name in names]
    scores = lambda average: [
        [float(x) for x in part] if np.ndim(part) else float(part)
        for part in sklearn_scores(
            matrix(of_a), matrix(of_b), average=average, labels=counted, zero_division=0
        )[:3]
    ]
    return {"micro": scores("micro"), "macro": scores("macro"), "byType": dict(zip(names, zip(*scores(None))))}


def make_case(seed):
    random_ = random.Random(seed)
    documents, of_a, of_b, types, labels = [], [], [], [], []
    attitudes_of_a, attitudes_of_b = {}, {}
    for _ in range(random_.randint(1, 3)):
        text, tokens, sentences = make_text(random_)
        a = make_mentions(random_, tokens, sentences)
        b = disturb(random_, a, tokens, sentences) if seed % 5 else make_mentions(random_, tokens, sentences)
        places_of_b = {(first, last): (first, last, kind) for first, last, kind in b}
        both = [(m, places_of_b[m[:2]]) for m in a if m[:2] in places_of_b]
        types += [(left[2], right[2]) for left, right in both]
        labels_of_a, labels_of_b = label_pairs(random_, a), label_pairs(random_, b)
        partner = dict(both)
        for (source, target), label in labels_of_a.items():
            if source in partner and target in partner and random_.random() < 0.6:
                labels_of_b[partner[source], partner[target]] = label
        sentence = lambda m: [i for i, s in enumerate(sentences) if s[0] <= tokens[m[0]][0] < s[1]][0]
        labels += [
            (labels_of_a.get((s, t), "none"), labels_of_b.get((partner[s], partner[t]), "none"))
            for s in partner
            for t in partner
            if s != t and sentence(s) == sentence(t) and sentence(partner[s]) == sentence(partner[t])
            if sentence(s) == sentence(partner[s])
        ]
        of_a.append(tags(a, len(tokens)))
        of_b.append(tags(b, len(tokens)))
        for labels_, attitudes in ((labels_of_a, attitudes_of_a), (labels_of_b, attitudes_of_b)):
            for (source, target), label in labels_.items():
                attitudes[len(documents), source[:2], target[:2]] = label
        place = lambda m: [tokens[m[0]][0], tokens[m[1]][1], m[2]]
        relations = lambda ms, ls: [[ms.index(s), ms.index(t), label] for (s, t), label in ls.items()]
        documents.append({
            "text": text,
            "a": {"mentions": [place(m) for m in a], "relations": relations(a, labels_of_a)},
            "b": {"mentions": [place(m) for m in b], "relations": relations(b, labels_of_b)},
        })

    def scores(average, which=slice(None)):
        found = precision_recall_fscore_support(of_a[which], of_b[which], average=average, scheme=IOB2)
        return [[float(x) for x in part] if np.ndim(part) else float(part) for part in found[:3]]

    names = sorted({tag[2:] for tag in sum(of_a + of_b, []) if tag != "O"})
    return {
        "kind": "annotations",
        "documents": documents,
        "expected": {
            "micro": scores("micro"),
            "macro": scores("macro"),
            "byType": dict(zip(names, zip(*scores(None)))),
            "byDocument": [scores("micro", slice(index, index + 1)) for index in range(len(documents))],
            "relations": relation_scores(attitudes_of_a, attitudes_of_b),
            "mentionTypes": kappa(types),
            "pairLabels": kappa(labels),
            "pairs": len(labels),
            "tokenTags": kappa(zip(sum(of_a, []), sum(of_b, []))),
        },
    }


def make_overlaps(seed):
    """Spans at random: how many can be matched one to one, and the most text such a matching shares."""
    random_ = random.Random(1000 + seed)
    length = random_.choice([12, 30, 60])

    def spans():
        starts = [random_.randrange(length) for _ in range(random_.randint(1, 25))]
        return [[start, min(length, start + random_.randint(1, 12))] for start in starts]

    a, b = spans(), spans()
    shared = np.array([[max(0, min(x[1], y[1]) - max(x[0], y[0])) for y in b] for x in a])
    matched = int((maximum_bipartite_matching(csr_matrix(shared > 0), perm_type="column") >= 0).sum())
    weights = np.where(shared > 0, shared + 10_000, 0)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    best = int(weights[rows, columns].sum())
    assert best // 10_000 == matched
    return {"kind": "overlaps", "a": a, "b": b, "matched": matched, "shared": best % 10_000}


for seed in range(60):
    print(json.dumps(make_case(seed), ensure_ascii=False))
for seed in range(60):
    print(json.dumps(make_overlaps(seed)))
