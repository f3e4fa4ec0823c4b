"""A command of Typer that takes some options and does nothing: what no program with a command line can do without."""

import typer

app = typer.Typer()


@app.command()
def main(treatment: str = "", region: str = "", out: str = "") -> None:
    """Do nothing."""


app()
