"""A score in words for people and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from handouts.quality import Level, Result, Score, Verdict
from handouts.quality.level import LONG, RULE

SHOWN = 3  # places of one fault; more say nothing new


def lines(score: Score) -> Iterator[str]:
    """Everything that was measured on one sheet, in lines."""
    yield from _level(score.level)
    yield from _scorecard(score)
    yield from _claims(score)
    humans = score.having(Verdict.HUMAN)
    yield f"For a person to judge ({len(humans)})"
    for tool, group in groupby(humans, key=lambda result: result.item.tool):
        yield f"  {tool}: {' '.join(result.item.question for result in group)}"


def _scorecard(score: Score) -> Iterator[str]:
    passed, failed, idle = (len(score.having(v)) for v in (Verdict.PASSED, Verdict.FAILED, Verdict.NOT_APPLICABLE))
    exceptions = score.having(Verdict.EXCEPTION)
    yield f"Scorecard: {passed} passed, {failed} failed, {len(exceptions)} allowed exceptions, {idle} do not apply"
    for result in (*score.having(Verdict.FAILED), *exceptions):
        word = "FAILED" if result.verdict is Verdict.FAILED else "exception"
        yield f"  {word}: {result.item.question} ({result.item.tool}, {result.item.id})"
        for finding in result.findings[:SHOWN]:
            yield f"    {finding.place}. {finding.mend}"
        if len(result.findings) > SHOWN:
            yield f"    and {len(result.findings) - SHOWN} more places"


def _claims(score: Score) -> Iterator[str]:
    if score.claims is None:
        yield f"Claims: there are no rules for {score.level.language}, so none were looked for"
        return
    yield "Claims: none found" if not score.claims else f"Claims: {len(score.claims)} found"
    for claim in score.claims:
        yield f"  FAILED: “{claim.sentence}” {claim.place} ({claim.rule})"
        yield f"    {claim.reason} Say instead: {claim.instead}"


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
    counted = f"{len(score.having(Verdict.PASSED))} items passed"
    yield f"{name}: {'passed' if score.passed else 'FAILED'}; {grades or score.level.remark}; {counted}"
    for result in score.having(Verdict.FAILED):
        first = result.findings[0]
        yield f"  {result.item.id}: {first.place}. {first.mend}"
    for claim in score.claims or ():
        yield f"  claim ({claim.rule}): “{claim.sentence}” {claim.place}"


def as_json(score: Score) -> dict[str, object]:
    """The score as plain data."""
    return {
        "passed": score.passed,
        "reading": _level_data(score.level),
        "items": [_item_data(result) for result in score.results],
        "claims": None if score.claims is None else [asdict(claim) for claim in score.claims],
    }


def _item_data(result: Result) -> dict[str, object]:
    item = result.item
    return {
        "id": item.id,
        "tool": item.tool,
        "question": item.question,
        "decided": item.decided,
        "verdict": result.verdict.value,
        "findings": [{"place": finding.place, "mend": finding.mend} for finding in result.findings],
    }


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
