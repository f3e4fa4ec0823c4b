"""The same sheet in languages of other scripts: `python -m benchmarks.scripts [ROUNDS]`, from the project's folder.

Each is warm and of a clinic with a name in its own script; rounds take turns.  Bytes and memory are printed too.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from statistics import median
from time import process_time

from benchmarks.peers import content
from benchmarks.peers.__main__ import memory
from handouts import sheet

ROUNDS = 15
NAMES = {
    "en": "Harbor Spine & Joint Clinic {}",
    "es": "Clínica de Columna y Articulaciones {}",
    "ru": "Клиника позвоночника и суставов {}",
    "ar": "مركز العمود الفقري والمفاصل {}",
    "hi": "रीढ़ और जोड़ क्लिनिक {}",
    "zh-Hans": "海港脊柱关节诊所{}",
}
CHARACTERS = {"zh-Hans": "东南西北中春夏秋冬山水木火土金银星月日光"}  # of which each clinic has another two


def timed(language: str, number: int) -> tuple[float, int]:
    """Seconds of CPU and bytes of a sheet in a language, from the clinic's file to the quick proof."""
    own = CHARACTERS.get(language, "")
    name = NAMES[language].format(own[number % 20] + own[number // 20 % 20] if own else f"{number:04}")
    request = replace(content.REQUEST, locale=language, draft=True)
    begun = process_time()
    data = sheet.make(request, replace(content.clinic(number), name=name), proof="quick").data
    return process_time() - begun, len(data)


def main(rounds: int) -> None:
    """Print a row for each language."""
    found: dict[str, list[tuple[float, int]]] = {language: [] for language in NAMES}
    for language in NAMES:
        for number in range(3):
            timed(language, number)
    sheet.settle_for_many()
    for number in range(100, 100 + rounds):
        for place, language in enumerate(NAMES):
            found[language].append(timed(language, number + rounds * place))
    print(f"Medians of {rounds} rounds, warm, a new clinic each; ratios within the rounds.\n")
    print("| language | CPU a sheet | to English | kB a sheet |\n|---|---|---|---|")
    for language, rows in found.items():
        ratio = median(mine[0] / english[0] for mine, english in zip(rows, found["en"], strict=True))
        cpu, size = median(row[0] for row in rows) * 1000, median(row[1] for row in rows) / 1000
        print(f"| {language} | {cpu:.1f} ms | {ratio:.2f} | {size:.1f} |")
    print(f"\nPeak memory of the process, all languages loaded: {memory():.0f} MB.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
