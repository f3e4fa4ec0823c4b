"""A score in words for people and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.quality import Level, Score
from handouts.quality.level import LONG, RULE


def lines(score: Score) -> Iterator[str]:
    """Everything that was measured on one sheet, in lines."""
    yield from _level(score.level)


def _level(level: Level) -> Iterator[str]:
    yield "Reading level"
    for result in level.results:
        name, value, bar = result.formula.name, result.value, result.formula.bar
        word = "at most" if result.formula.better == "lower" else "at least"
        aim = f" ({word} {bar:.1f})" if bar is not None else ""
        yield f"  {'' if result.passed else 'FAILED: '}{name}: {value:.1f}{aim}"
    if level.remark:
        yield f"  {level.remark}"
    yield f"  {level.sentences} sentences of {level.mean:.1f} words on average"
    long = f", more than {LONG}" if level.longest.words > LONG else ""
    yield f"  Longest sentence: {level.longest.words} words{long}; {level.longest.place}"
    yield f"  How it is counted: {RULE}"


def in_short(name: str, score: Score) -> Iterator[str]:
    """One line about a sheet, and one for each thing that failed."""
    grades = ", ".join(f"{result.formula.name} {result.value:.1f}" for result in score.level.results)
    yield f"{name}: {'passed' if score.passed else 'FAILED'}; {grades or score.level.remark}"


def as_json(score: Score) -> dict[str, object]:
    """The score as plain data."""
    return {"passed": score.passed, "reading": _level_data(score.level)}


def _level_data(level: Level) -> dict[str, object]:
    return {
        "language": level.language,
        "formulas": [
            {
                "name": result.formula.name,
                "value": round(result.value, 2),
                "bar": result.formula.bar,
                "better": result.formula.better,
                "passed": result.passed,
                "gate": result.formula.gate,
                "source": result.formula.source,
            }
            for result in level.results
        ],
        "remark": level.remark,
        "sentences": level.sentences,
        "words": level.words,
        "mean": round(level.mean, 1),
        "longest": {"words": level.longest.words, "text": level.longest.text, "place": level.longest.place},
        "rule": RULE,
    }
