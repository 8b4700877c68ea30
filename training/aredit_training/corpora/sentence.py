"""What all readers give: a sentence, the mentions in it, and the attitudes between them."""

from dataclasses import dataclass, field

NEUTRAL, POSITIVE, NEGATIVE = 0, 1, 2
LABELS = ["neutral", "positive", "negative"]


@dataclass(frozen=True)
class Mention:
    """A span in code points of the sentence; `group` is the entity it refers to, where the corpus knows that."""

    start: int
    end: int
    type: str
    group: object = None


@dataclass
class Sentence:
    """Mentions are sorted and do not overlap; `pairs` maps (source, target) indices to labels.

    `weights` may hold the trust in single labels; one that is missing counts fully.
    `towards` maps mentions to the sentiment towards them, whoever holds it.
    `labelled_by_name` says that the labels were made from who the mentions are, so that no model may see their names.
    """

    document: str
    text: str
    mentions: list[Mention]
    pairs: dict[tuple[int, int], int] = field(default_factory=dict)
    weights: dict[tuple[int, int], float] = field(default_factory=dict)
    towards: dict[int, int] = field(default_factory=dict)
    labelled_by_name: bool = False


def without_overlaps(mentions: list[Mention], preferred: set[tuple[int, int]] = frozenset()) -> list[Mention]:
    """Mentions in order, of overlapping ones the preferred span, then the shorter one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: ((m.start, m.end) not in preferred, m.end - m.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
