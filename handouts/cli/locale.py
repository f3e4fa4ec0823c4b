"""`locale`: the translators' workshop."""

from __future__ import annotations

import typer

from handouts.cli import locale_add, locale_check, locale_progress, locale_proof, locale_sign, locale_sync
from handouts.cli.shape import Commands, StrictCommand

app = typer.Typer(cls=Commands, help="Start, update, check, proof and sign a translation.")
app.command("add", cls=StrictCommand)(locale_add.add)
app.command("sync", cls=StrictCommand)(locale_sync.sync)
app.command("check", cls=StrictCommand)(locale_check.check)
app.command("progress", cls=StrictCommand)(locale_progress.progress)
app.command("proof", cls=StrictCommand)(locale_proof.proof)
app.command("sign-off", cls=StrictCommand)(locale_sign.sign_off)
