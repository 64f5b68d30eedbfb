"""The command `withdraw`: calls a version back, so that it is printed, signed and passed no more.

What is withdrawn is its texts, by their digests: the same text under another number goes with it.
The papers of it are made beside it, and made again by the same command without a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from press.approval.ask import LONGEST, answer_to, ask_for_a_text, fault_of, says_yes
from press.approval.clear_away import clear_away
from press.approval.known import Known, known_of
from press.approval.notice import Recall, papers
from press.approval.recall import Chosen, choose, codes_of, recall_of
from press.approval.register import NAME, Register, read_register
from press.approval.sealed import withdrawn_files, write_files
from press.finding import Finding, Place, Refused, as_text
from press.project import Line, Project
from press.read.approval_file import WITHDRAWN, folder_of
from press.read.approvals import Withdrawal
from press.read.standing import CHANGED, DRAFT
from press.run.console import FINDINGS, end
from press.run.order import Order, WrongCall
from press.run.orders import ordered_guide
from press.run.papers import publish_papers
from press.run.publish import locked
from press.typeset.engine import EngineFault

LONGEST_REASON = 240  # letters: a notice says it in a few lines
ASKED = {
    "signer": ("Your name, as it is to be printed", "--name", LONGEST),
    "role": ("Your role, such as clinical lead", "--role", LONGEST),
    "reason": ("What is wrong with it", "--reason", LONGEST_REASON),
}
TYPED = ("P206", "P301")  # what is wrong with the words that were given, and not with the press


def withdraw(project: Project, order: Order) -> int:
    """Withdraw a version of one guide in one locale; returns the exit code.

    Writes `withdrawn.toml` below the guide's `approved/LOCALE/`, then the papers of it into
    `dist/GUIDE/LOCALE/`. Raises WrongCall, Refused, Busy, CannotPublish, ImportError, OSError.
    """
    with locked(project, order.wait):
        order = ask_for_a_text(project, order)
        guide = ordered_guide(project, order, [])
        register, found = _register(project)
        known = known_of(project, guide, order.locales[0], register.given)
        chosen = choose(known, order)
        taken = chosen.again or _asked(project, known, chosen, order)
        recall = recall_of(project, known, taken, order.today, found, torn=bool(register.damaged))
        made, lacking = _papers(project, recall, found)
        if not chosen.again:
            if wrong := [one for one in found if one.code in TYPED]:
                print(as_text(wrong))
                print("nothing was withdrawn")
                return FINDINGS
            if not order.yes and not _agrees(known, chosen, taken):
                print("nothing was withdrawn")
                return FINDINGS
            every = replace(known.approvals, withdrawals=(*known.approvals.withdrawals, taken))
            write_files(project, withdrawn_files(guide, every))
        _tell(known, chosen, taken, recall)
        folder = f"{guide.name}/{known.locale}"
        for name in clear_away(project, folder, codes_of(known, taken)):
            print(f"dist/{name} is taken away")
        files = {f"{folder}/{name}": pdf for name, pdf in made.items()}
        publish_papers(project, files, WITHDRAWN)
        for name in files:
            print(f"dist/{name}")
    if lacking:
        raise lacking
    return end(found)


def _register(project: Project) -> tuple[Register, list[Finding]]:
    """The register, and G119 where a clinic may be missing from it. A withdrawal never waits."""
    fix = "take the line back from your version history or a backup; a torn one can be taken out"
    try:
        register = read_register(project)
    except OSError as error:
        problem = f"the register can't be read ({error}): its clinics are on no list"
        register = Register(damaged=((1, problem),))
        fix = "see that the file is there and that you may read it"
    told = [Finding(Place(NAME, line), "G119", why, fix) for line, why in register.damaged]
    return register, told


def _asked(project: Project, known: Known, chosen: Chosen, order: Order) -> Withdrawal:
    """What is known of a withdrawal; what is missing is asked for. Raises WrongCall."""
    dates = [one.on for one in known.approvals.withdrawals]
    if version := known.approvals.version(chosen.number):
        dates.append(version.on)
    if dates and order.today < max(dates):
        raise WrongCall(
            f"today is {order.today}, and {chosen.number} was signed, or the last one withdrawn, "
            f"on {max(dates)}: set this machine's clock right"
        )
    by, role, reason = (_given(order, key) for key in ASKED)
    line = Line("", project.name(folder_of(known.guide, known.locale) / WITHDRAWN), 1)
    return Withdrawal(chosen.number, chosen.texts, by, role, order.today, reason, line)


def _given(order: Order, key: str) -> str:
    question, option, longest = ASKED[key]
    given = str(getattr(order, key))
    return answer_to(order, given, question, option, needed=True, longest=longest)


def faults_of_withdrawal(order: Order) -> dict[str, str]:
    """What would be refused of who withdraws and why, by the field of the order that it is of."""
    faults = {
        key: fault_of(str(getattr(order, key)), partial(_given, order, key), needed=True)
        for key in ASKED
    }
    return {key: why for key, why in faults.items() if why}


def _papers(
    project: Project, recall: Recall | None, found: list[Finding]
) -> tuple[Mapping[str, bytes], Exception | None]:
    """The papers as far as they can be made, and why not: a withdrawal waits for no paper."""
    if recall is None:
        return {}, None
    try:
        return papers(project, recall, found), None
    except Refused as error:
        found += error.findings
    except EngineFault as error:
        fix = "withdraw it again without --reason, once this is put right: that makes them anew"
        problem = f"the papers of this withdrawal can't be set ({str(error)[:120]})"
        found.append(recall.taken.line.finding("D107", problem, fix))
    except (ImportError, OSError) as error:
        return {}, error
    return {}, None


def _agrees(known: Known, chosen: Chosen, taken: Withdrawal) -> bool:
    print(f"\n{known.guide.name} {known.locale} {chosen.number}: {', '.join(chosen.texts)}")
    print(f"{taken.reason}\n{taken.by}, {taken.role}, {taken.on}\n")
    return says_yes("Nothing takes this back. Write yes to withdraw: ")


def _tell(known: Known, chosen: Chosen, taken: Withdrawal, recall: Recall | None) -> None:
    where = f"{known.guide.name} {known.locale} {taken.number}"
    how = "withdrawn already" if chosen.again else "withdrawn"
    print(f"{how}: {where}, {taken.on}, by {taken.by}: {taken.reason}")
    for one in recall.sheets if recall else ():
        print(f"  {one.product}: {', '.join(one.codes)}")
    for product in chosen.kept:
        last = known.approvals.last
        print(f"  {product} is not withdrawn: {last.number if last else ''} has the same text")
    drafts = {
        one.number
        for one in (known.standings or {}).values()
        if one.status in (DRAFT, CHANGED) and one.text.digest not in taken.texts.values()
    }
    for number in sorted(drafts):
        print(f"  the draft {number} is not withdrawn: name it with --version, if it must be")
    clinics = sorted({one.name for one in recall.given} if recall else ())
    print(f"  printed for {len(clinics)} clinics that are known{':' if clinics else ''}")
    for name in clinics:
        print(f"    {name}")
