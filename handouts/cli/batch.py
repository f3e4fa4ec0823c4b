"""`batch`: every sheet of every clinic, or one for each of today's patients."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from handouts.cli.asked import option

Ids = list[str] | None

PlanFile = Annotated[str, typer.Argument(metavar="[PLAN]", help="A file that says which sheets for which clinics.")]
Clinics = Annotated[str, option("--clinics", "PATH", "A folder of clinic files, or a CSV or XLSX, a row a clinic.")]
Out = Annotated[str, option("--out", "FOLDER", "Where the sheets go; made if it is not there.")]
Kinds = Annotated[Ids, option("--kind", "ID", "Which sheets; may be repeated. Without it: all kinds.")]
Treatments = Annotated[Ids, option("--treatment", "ID", "Which treatments; may be repeated. Without it: all.")]
Regions = Annotated[Ids, option("--region", "ID", "Which parts of the body; may be repeated. Without it: all.")]
Locales = Annotated[
    Ids, option("--locale", "TAG", "Which languages, or all; may be repeated. Without it: each its own.")
]
Patients = Annotated[str, option("--patients", "FILE", "A CSV or XLSX, a row a patient, for one --clinic and --kind.")]
Clinic = Annotated[str, option("--clinic", "FILE", "The clinic of the --patients.")]
Jobs = Annotated[str, option("--jobs", "N", "How many processes. Without it: one for each processor.")]
Cluster = Annotated[str, option("--cluster", "ADDRESS", "A dask scheduler whose machines make the sheets.")]
DryRun = Annotated[bool, option("--dry-run", None, "Say what would be made, and make nothing.")]
Force = Annotated[bool, option("--force", None, "Make everything anew, and write over what is there.")]
FullProof = Annotated[bool, option("--full-proof", None, "Read every sheet back in full, and not only a sample.")]
Zip = Annotated[bool, option("--zip", None, "Put all sheets into handouts.zip too.")]
Draft = Annotated[bool, option("--draft", None, "Make drafts; what is not translated stays English.")]
Json = Annotated[bool, option("--json", None, "Answer with one JSON object.")]

EPILOG = """\b
Examples:
  {0} batch --clinics clinics/ --out sheets/
  {0} batch --clinics clinics.xlsx --out sheets/ --kind aftercare
    --treatment prp --region knee --locale en --locale es
  {0} batch --patients today.csv --clinic clinic.toml --kind aftercare
    --out today/"""


def batch(
    plan: PlanFile = "",
    clinics: Clinics = "",
    out: Out = "",
    kind: Kinds = None,
    treatment: Treatments = None,
    region: Regions = None,
    locale: Locales = None,
    patients: Patients = "",
    clinic: Clinic = "",
    jobs: Jobs = "",
    cluster: Cluster = "",
    dry_run: DryRun = False,
    force: Force = False,
    full_proof: FullProof = False,
    as_zip: Zip = False,
    draft: Draft = False,
    as_json: Json = False,
) -> int:
    """Make every sheet of every clinic, or one for each patient of a list; a rerun makes only what changed."""
    from handouts.cli.batched import Wanted, carry_out

    chosen = {"--kind": kind, "--treatment": treatment, "--region": region, "--locale": locale}
    today = date.today()  # noqa: DTZ011 - the day where the clinic is
    ids = {name: tuple(dict.fromkeys(given or ())) for name, given in chosen.items()}
    flags = {"dry_run": dry_run, "force": force, "full_proof": full_proof, "as_zip": as_zip, "draft": draft}
    return carry_out(Wanted(plan, clinics, out, ids, patients, clinic, jobs, cluster, today, as_json=as_json, **flags))
