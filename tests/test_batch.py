"""The batch: every sheet of every clinic, each in its place; a rerun makes only what changed."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

from tests.support.office import FEW, batch, checkout, clinic_file, clinics, counted, manifest, sheets

ARGUMENTS = ("--clinics", "clinics", "--out", "out", "--json", *FEW)


def test_each_sheet_has_its_place(tmp_path: Path) -> None:
    """A folder for each clinic, in it one for each language, in it a file for each kind, treatment and region."""
    clinics(tmp_path, 2)
    done = batch(tmp_path, *ARGUMENTS, "--kind", "diary")
    assert (done.code, counted(done)) == (0, {"made": 8, "unchanged": 0, "failed": 0})
    names = [
        f"c{n}/en/{kind}-prp-{area}.pdf" for n in (0, 1) for kind in ("aftercare", "diary") for area in ("hip", "knee")
    ]
    assert sorted(sheets(tmp_path / "out")) == names
    assert [line["file"] for line in manifest(tmp_path / "out")] == names
    assert not (tmp_path / "out" / "failed.csv").exists()


def test_manifest_tells_what_each_sheet_is_and_rests_on(tmp_path: Path) -> None:
    """A line has the digest and size of the file, its pages and proof, and the versions that it was made from."""
    clinics(tmp_path, 1)
    batch(tmp_path, *ARGUMENTS)
    for line in manifest(tmp_path / "out"):
        data = (tmp_path / "out" / line["file"]).read_bytes()
        assert (line["sha256"], line["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
        assert line["pages"] == 2
        assert line["proof"]["lines"] > line["proof"]["values"] > 20
        assert line["proof"]["how"] == "full"
        assert line["mark"] == "DRAFT"
        assert re.fullmatch("[0-9a-f]{16}", line["inputs"])
        assert line["program"].startswith("0.1.0 ")
        assert line["catalog"].startswith("en ")


def test_a_rerun_makes_nothing_that_is_there(tmp_path: Path) -> None:
    """Nothing changed: nothing is made, and no file is touched, the manifest's content included."""
    clinics(tmp_path)
    batch(tmp_path, *ARGUMENTS)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.pdf")}
    text = (tmp_path / "out" / "manifest.jsonl").read_bytes()
    assert counted(batch(tmp_path, *ARGUMENTS)) == {"made": 0, "unchanged": 6, "failed": 0}
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.pdf")} == before
    assert (tmp_path / "out" / "manifest.jsonl").read_bytes() == text
    assert counted(batch(tmp_path, *ARGUMENTS, "--force")) == {"made": 6, "unchanged": 0, "failed": 0}


def test_an_edit_of_one_clinic_remakes_that_clinic(tmp_path: Path) -> None:
    """Only the sheets that change are made again: a clinic's, a treatment's, a damaged one's, a lost one's."""
    home = clinics(tmp_path)
    batch(tmp_path, *ARGUMENTS)
    with (home / "c1.toml").open("a") as file:
        file.write("# a remark changes nothing\n")
    assert counted(batch(tmp_path, *ARGUMENTS))["made"] == 0
    with (home / "c1.toml").open("a") as file:
        file.write("[protocol.prp.knee]\nrest_hours = 24\n")
    before = sheets(tmp_path / "out")
    assert counted(batch(tmp_path, *ARGUMENTS)) == {"made": 1, "unchanged": 5, "failed": 0}
    after = sheets(tmp_path / "out")
    assert [name for name in after if after[name] != before[name]] == ["c1/en/aftercare-prp-knee.pdf"]
    clinic_file(home / "c1.toml", phone="+1 503-555-0199")
    assert counted(batch(tmp_path, *ARGUMENTS)) == {"made": 2, "unchanged": 4, "failed": 0}
    (tmp_path / "out" / "c0/en/aftercare-prp-hip.pdf").unlink()
    with (tmp_path / "out" / "c2/en/aftercare-prp-hip.pdf").open("ab") as file:
        file.write(b"x")
    assert counted(batch(tmp_path, *ARGUMENTS)) == {"made": 2, "unchanged": 4, "failed": 0}


def test_an_edit_of_a_template_or_language_remakes_its_sheets(tmp_path: Path) -> None:
    """A template's edit concerns its own kind, a sentence's its own language; a program's concerns all."""
    home = checkout(tmp_path)
    clinics(tmp_path, 1)
    these = ("--kind", "about", "--kind", "diary", "--locale", "en", "--locale", "es", "--draft")
    arguments = (*ARGUMENTS[:5], *FEW[2:], *these)

    def made() -> int:
        return counted(batch(tmp_path, *arguments, home=home))["made"]

    assert made() == 8
    template = home / "templates" / "diary.xml.jinja"
    template.write_text(template.read_text("utf-8") + "\n{# a remark #}\n", "utf-8")
    assert made() == 4
    language = home / "locales" / "es" / "LC_MESSAGES" / "handouts.po"
    language.write_text(language.read_text("utf-8") + '\nmsgid "New"\nmsgstr "Nueva"\n', "utf-8")
    assert made() == 4
    module = home / "handouts" / "text.py"
    module.write_text(module.read_text("utf-8") + "\n", "utf-8")
    assert made() == 8


def test_faulty_clinics_stop_nobody(tmp_path: Path) -> None:
    """Sheets of a faulty clinic fail, with every fault and its line in failed.csv; the others are made; exit 1."""
    home = clinics(tmp_path)
    clinic_file(home / "c1.toml", phone="+1 503-555-01", country="XX")
    done = batch(tmp_path, *ARGUMENTS)
    assert (done.code, counted(done)) == (1, {"made": 4, "unchanged": 0, "failed": 2})
    text = (tmp_path / "out" / "failed.csv").read_text("utf-8-sig")
    assert text.startswith("clinic,file,sheet,reason")
    assert "c1,clinics/c1.toml,all 2 of them," in text
    assert "line 3: country" in text
    assert "line 5: phone" in text
    clinic_file(home / "c1.toml", name="Clinic 1")
    assert counted(batch(tmp_path, *ARGUMENTS)) == {"made": 2, "unchanged": 4, "failed": 0}
    assert not (tmp_path / "out" / "failed.csv").exists()


def test_old_sheets_of_a_clinic_that_fails_now_are_told(tmp_path: Path) -> None:
    """They are not removed, but the manifest, the index and a warning say that they are out of date."""
    home = clinics(tmp_path)
    batch(tmp_path, *ARGUMENTS)
    clinic_file(home / "c1.toml", phone="+1 503-555-01")
    done = batch(tmp_path, *ARGUMENTS)
    assert "2 sheets there are out of date" in done.err
    assert [line["current"] for line in manifest(tmp_path / "out")] == [True, True, False, False, True, True]
    assert (tmp_path / "out" / "index.html").read_text("utf-8").count("Out of date") == 2
    clinic_file(home / "c1.toml", name="Clinic 1")
    assert counted(batch(tmp_path, *ARGUMENTS)) == {"made": 2, "unchanged": 4, "failed": 0}


def test_index_has_every_sheet(tmp_path: Path) -> None:
    """The index links each sheet, with the names that people know, and can be searched."""
    home = clinics(tmp_path, 1)
    (home / "c0.toml").rename(home / "a&b é.toml".replace("&", "-"))
    batch(tmp_path, *ARGUMENTS)
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    links = re.findall('href="([^"]+)"', page)
    assert links == ["a-b%20%C3%A9/en/aftercare-prp-hip.pdf", "a-b%20%C3%A9/en/aftercare-prp-knee.pdf"]
    assert "Platelet-rich plasma" in page
    assert 'type="search"' in page
    assert "http" not in page


def test_zip_has_every_sheet(tmp_path: Path) -> None:
    """--zip puts every sheet of the folder into one file, the same one each time."""
    clinics(tmp_path, 2)
    batch(tmp_path, *ARGUMENTS, "--zip")
    path = tmp_path / "out" / "handouts.zip"
    before = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == sheets(tmp_path / "out")
    batch(tmp_path, *ARGUMENTS, "--zip")
    assert path.read_bytes() == before


def test_quiet_when_piped(tmp_path: Path) -> None:
    """Without a terminal there is one line on standard output for people, the index's place, and no progress."""
    clinics(tmp_path, 1)
    done = batch(tmp_path, *ARGUMENTS[:4], *FEW)
    assert done.err == ""
    said = [
        "2 sheets: 2 made, 0 unchanged, 0 failed.",
        "Read back: 2 in full, 0 quickly.",
        "All sheets: out/index.html",
    ]
    assert done.out.splitlines() == said
