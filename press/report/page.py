"""The report as one HTML page: plain, accessible, without scripts, and readable on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

STYLE = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.5 sans-serif;
       color: #111; background: #fff }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem }
caption { text-align: left; font-weight: bold; padding: .5rem 0 }
th, td { border: 1px solid #767676; padding: .3rem .6rem; text-align: left; vertical-align: top }
td.number { text-align: right }
code { overflow-wrap: anywhere }
.no { font-weight: bold }
.question { background: #f2f2f2 }
"""


def page(told: Mapping[str, Any]) -> str:
    """The whole page from the report's plain data. Every text is escaped."""
    title = f"Report: {told['job']}"
    body = [f"<h1>{escape(title)}</h1>", f"<p>Version {escape(told['version'])}.</p>"]
    body += [f"<p><strong>{escape(told['claim'])}</strong></p>", "<h2>How it reads</h2>"]
    body += [
        "<p>Grade is Flesch-Kincaid: a school year of the United States; age is about five more."
        " SMOG needs 30 sentences. Headings and captions are not counted.</p>"
    ]
    for row in told["readability"]:
        body += _figures(row)
    body.append("<h2>Where it stands</h2>")
    for score in told["instruments"]:
        body += _score(score)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def _figures(row: Mapping[str, Any]) -> Iterator[str]:
    goal = row["targets"]
    targets = f"targets: grade {goal['grade']:g} or less, SMOG {goal['smog']:g} or less, "
    targets += f"{goal['mean']:g} words a sentence or fewer"
    yield f"<h3>{escape(row['product'])}</h3>"
    yield f"<p>Longest sentence: {row['longest']} words. Hardest: {escape(row['hardest']['says'])} "
    yield f"<code>{escape(row['hardest']['at'])}</code></p>"
    yield f"<table><caption>{escape(row['product'])}: {escape(targets)}</caption>"
    heads = ("Part", "Grade", "SMOG", "Ease", "Words a sentence", "Sentences", "Its hardest line")
    yield _heads(heads)
    for part in [{**row, "title": "The whole", "hardest": row["hardest"]["at"]}, *row["parts"]]:
        smog = "" if part["smog"] is None else f"{part['smog']:.1f}"
        cells = (f"{part['grade']:.1f}", smog, part["ease"], f"{part['mean']:.1f}")
        numbers = "".join(f'<td class="number">{cell}</td>' for cell in (*cells, part["sentences"]))
        place = f"<td><code>{escape(part['hardest'])}</code></td>"
        yield f'<tr><th scope="row">{escape(part["title"])}</th>{numbers}{place}</tr>'
    yield "</tbody></table>"


def _score(score: Mapping[str, Any]) -> Iterator[str]:
    name = " ".join(filter(None, (score["instrument"], score["part"])))
    yield f"<h3>{escape(name)}: {escape(score['product'])}</h3>"
    yield f"<p>Informed by {escape(score['instrument'])} ({escape(score['owner'])}). "
    if score["score"]:
        least, most = score["score"]
        yield f"From {least} to {most} of 100, as the questions are answered. "
    yield f"{score['questions']} of {len(score['items'])} items are for a person. "
    yield f"{escape(score['pass'])}</p>"
    yield f"<table><caption>{escape(name)}, {escape(score['product'])}</caption>"
    yield _heads(("Item", "Answer", "Why", "Line"))
    for item in score["items"]:
        kind = {"no": "no", "question for a person": "question"}.get(item["answer"], "")
        why = item["why"]
        if kind == "question" and why:
            why = f"A program sees: {why}"
        yield f'<tr class="{kind}"><th scope="row">{item["number"]}. {escape(item["says"])}</th>'
        yield f"<td>{escape(item['answer'])}</td><td>{escape(why)}</td>"
        yield f"<td><code>{escape(item['at'])}</code></td></tr>"
    yield "</tbody></table>"


def _heads(names: Sequence[str]) -> str:
    cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    return f"<thead><tr>{cells}</tr></thead><tbody>"
