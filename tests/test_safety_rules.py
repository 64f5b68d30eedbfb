"""The safety rules: what would harm a reader is found in any wording, and sound text is left alone.

The tables hold our own sentences.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.safety import AMBULANCE, MATERNITY, SLEEP, STEPS, STOP, VISIT, approved, codes_in, short

RULES: Mapping[str, tuple[list[str], list[str]]] = {
    "S101": (
        [
            "Convulsions of the calf are common at night.",
            "A seizure of the leg muscle wakes you.",
            "Pregnancy often brings her legs together.",
            "Your legs are reduced at night.",
            MATERNITY + "- A fit (your body shakes and you cannot stop it)",
        ],
        [
            AMBULANCE + f"- {approved('R01')}",
            AMBULANCE + "- A **{{ fit }}** (your body shakes\n  and you cannot stop it) [@E1]",
            "A leg cramp is a sudden, painful tightening of a muscle.",
            "Choose shoes with a good fit.",
            "Bring your knees up slowly.",
        ],
    ),
    "S102": (
        [
            "You need iron: 20 a day.",
            "Take {{ folic_acid_dose }} of folic acid a day.",
            "Vitamin D 10 daily.",
            "Do not go over 200 of caffeine a day.",
            "Take twenty of iron.",
        ],
        [
            "Take {{ folic_acid_dose }} {{ micrograms }} of folic acid until 12 weeks.",
            "Do not go over {{ caffeine_limit }} of caffeine a day: about 2 mugs of coffee.",
            "You need {{ vitamin_d_dose }} {{ micrograms }} of vitamin D a day.",
            "About 1 in every 10 women need vitamin D.",
            "From 28 weeks ask about vitamin D.",
        ],
    ),
    "S103": (
        [
            "Often it is Magne-B6.",
            "Ask for sorbifer at the desk.",
            "CalmLegs® may help.",
            "Try Legalin for a week.",
            "You may use Crampex™ at night.",
        ],
        [
            "Ask NHS staff in Northern Ireland.",
            "Told that you have a clot (deep vein thrombosis, DVT)?",
            "If you have a STOP sign, phone.",
            "Say: “I am pregnant. One leg hurts.”",
            "Walk in May. Swim in July.",
        ],
    ),
    "S104": (
        [
            "Cod liver is rich in vitamins.",
            "Do not worry, cod liver is fine.",
            "Spread a little pâté on your toast.",
            "Fish-liver\noil gives you vitamin D.",
            f"- {approved('R58')} A little is fine now and then.",
        ],
        [
            f"- {approved('R58')}",
            "- **Do not eat liver** or take cod liver oil\n  while you are pregnant. [@N1]",
            approved("R19-GB"),
            "Tell them if you have liver disease.",
            "You may need a liver function test after delivery.",
        ],
    ),
    "S105": (
        [
            "Rub the calf gently.",
            "Rub your leg even if it is swollen, hot or a different {{ colour }}.",
            "Knead the knot until it is soft.",
            "A foam roller under the calf feels good.",
            "Do not rub hard: squeeze instead.",
        ],
        [
            f"- {approved('R47')} Phone.",
            approved("R47", 1),
            "- **Do not rub** your leg if it is swollen,\n  hot or a different {{ colour }}. [@C7]",
            approved("R47", 2),
            f"- {approved('R44')}",
        ],
    ),
    "S107": (
        [
            SLEEP + "Sleep on your left side.",
            SLEEP + "Left is best for your baby.",
            SLEEP + "Do not lie on your right side.",
            SLEEP + "Left or right is fine, but left is better.",
            SLEEP + "From 20 weeks, go to sleep on your side.",
        ],
        [
            SLEEP + "From 28 weeks, go to sleep on your side: left or right is fine.",
            SLEEP + "Either side is fine.",
            SLEEP + "Put a pillow under your left leg.",
            SLEEP + "If you wake on your back, just roll on to your side.",
            "Stand with your left hand on the wall.",
        ],
    ),
    "S108": (
        [
            STOP + "- the cramp is still tight 15 minutes after it began",
            STOP + "- the cramp is still tight half an hour after it began",
            STOP + "- the cramp is still tight after 10 minutes",
            "Most cramps pass within 5 minutes.",
            "Phone if the cramp is still tight 5 to 10 minutes after it began.",
        ],
        [
            STOP + "- the cramp is still tight 10 minutes after it began",
            STOP + "- the cramp is still tight ten minutes after it began",
            "A cramp can hurt a lot, but most pass by themselves within 10 minutes.\n"
            "Always look at both legs after it.",
            STOP + "Had a clot? Do not wait 10 minutes: phone at the first sign.",
            STEPS + "1. Hold for 30 seconds.",
        ],
    ),
    "S109": (
        [
            "Nuts prevent cramps.",
            "Vitamin tablets cure cramps.",
            "A tablet a day gets rid of the pain.",
            "These tablets may taste bad, but they stop cramps.",
            "No doubt a tablet relieves cramps.",
        ],
        [
            approved("R07"),
            approved("R14"),
            "These things may help, but the proof is weak.",
            "Support tights may ease aching legs.",
            "You can buy nuts and seeds anywhere.",
        ],
    ),
    "S111": (
        [
            "Give up coffee.",
            "You must not drink it: no coffee at all.",
            "Have {{ caffeine_limit }} of caffeine a day.",
            "Do not have less than {{ caffeine_limit }} of caffeine a day.",
            "Coffee must be completely avoided.",
        ],
        [
            "Do not go over {{ caffeine_limit }} of caffeine a day: about 2 mugs of coffee.",
            "Keep caffeine under {{ caffeine_limit }} a day.",
            "Have no more than {{ caffeine_limit }} of caffeine a day.",
            "Your limit is {{ caffeine_limit }} of caffeine a day.",
            "There is caffeine in tea, cola and chocolate.",
        ],
    ),
    "S113": (
        [
            "Call 999.",
            "Phone NHS 111 at night.",
            "Phone {{ urgent_number }} at night. In Northern Ireland: your {{ gp }}.",
            "Ring 01632 960123 and ask for the midwife.",
            "Dial nine nine nine.",
        ],
        [
            "Call {{ emergency_number }}.",
            "Phone NHS {{ urgent_number }}. In Northern Ireland: your {{ gp }}.",
            "About 1 or 2 in every 1,000 women get a clot.",
            "We asked 500 women in 2024.",
            "A walk of 300 metres is enough.",
        ],
    ),
    "S114": (
        [
            VISIT + "- one leg is swollen or hot",
            "One leg is swollen. Tell your {{ midwife }} at your next visit.",
            "A hot, sore calf can wait: phone in the morning.",
            MATERNITY + "- Chest pain",
            "Chest pain? Rest for an hour.",
        ],
        [
            STOP + "- one leg is swollen, hot, or red, purple or darker",
            AMBULANCE + "Swollen leg and short of breath: ambulance.",
            VISIT
            + "One leg swollen, hot or still sore a day later?\nDo not wait for a visit.\nPhone.",
            "Some swelling of both ankles is common late in the day.",
            "If you have chest pain, call {{ emergency_number }}.",
        ],
    ),
    "S115": (
        [
            "Drink tonic water at bedtime.",
            "A quinine tablet is an old remedy.",
            "Bitter lemon is a good drink.",
            "Do not stop your tonic water.",
            "Try a glass of Indian water.",
        ],
        [
            f"- {approved('M11')}",
            f"- {approved('M11', 1)}",
            "- **Do not** drink tonic water or bitter lemon\n  as a remedy: they hold quinine.",
            AMBULANCE + "A tonic-clonic attack: ambulance.",
            "Drink water through the day.",
        ],
    ),
    "S116": (
        [
            STEPS + "1. Look at both legs when it eases.",
            STEPS + "1. If it still hurts, look at both legs.",
            STEPS + "1. Once the cramp has gone, compare your legs.",
            STEPS + "1. Still sore? Look at both legs.",
            STEPS + "1. Look at both legs, unless you are tired.",
        ],
        [
            STEPS + "1. **Look at both legs.** Lay a hand on each.",
            "Look at both legs, every time.",
            "Always look at both legs after it.",
            STEPS + "1. Compare both legs. Same? Rest.",
            "If both legs match and the cramp is gone, walk a little.",
        ],
    ),
    "S117": (
        [
            "If a stretch helps, it is not a clot.",
            "It eases? Then you are safe.",
            "Pain that goes away is only a cramp.",
            "A stretch that relieves it rules out a clot.",
            "| Check | Plain cramp | A clot |\n|---|---|---|\n| Toes up | Eases it | Hurts more |",
        ],
        [
            "A blood clot can feel like a cramp.\nIf you are not sure, phone.",
            "| Check | Plain cramp | Could be a clot |\n|---|---|---|\n| Feel | Hard knot | Ache |",
            f"- {approved('R44')}",
            "Pull your toes up towards your knee, and hold.",
            "Even if a stretch helps, look at both legs.",
        ],
    ),
    "S118": (
        [
            "A plain cramp does not harm you or your baby.",
            "Cramps are harmless.",
            "A cramp hurts, but do not worry.",
            "Leg pain is normal.\n\nAlways look at both legs after it.",
            "- Do not panic: it is a cramp.",
        ],
        [
            "A plain cramp does not harm you or your baby.\nAlways look at both legs after it.",
            "Do not worry about a cramp, but look at both legs.",
            "The usual test is a scan, which does not harm your baby.",
            "Cramps do not mean that you are eating badly.",
            "Walk or swim most days.",
        ],
    ),
    "S119": (
        [
            "Is your leg red?",
            STOP + "- one leg is red and hot",
            "Look for redness.",
            "The skin turns pink.",
            '![A leg](x.svg "The red leg")',
        ],
        [
            STOP + "- one leg is swollen, hot, or red, purple or darker",
            "Is it red or darker than the other?",
            "You have too few healthy red blood cells.",
            "Eat red meat well cooked.",
            "You feel tired in the evening.",
        ],
    ),
    "S121": (
        [
            "## What not to do\n\n- Point your toes.",
            "Do not:\n\n- jump up\n- walk in the dark",
            "## Avoid\n\n- Sitting still for long",
            "## Never\n\n- force the stretch",
            "In pregnancy you should not:\n\n- lie flat on your back",
        ],
        [
            "## What not to do\n\n- Do not point your toes.",
            STOP + "- you cannot stand on it\n- pain came without a cramp",
            "## What to do\n\n- Sit up slowly.",
            "Tell your {{ midwife }} if:\n\n- cramps keep coming back",
            "## Avoid\n\n- Never sit still for long.",
        ],
    ),
    "S122": (
        [
            "Do not\njump up.",
            "- Do not\n  point your toes.",
            "If it is dark, never\nwalk about.",
            "- **Do not**\n  bounce.",
            "You should not\nforce the stretch.",
        ],
        [
            "Do not jump\nup.",
            "- Do not point your toes.\n- Do not bounce.",
            "Never walk\nabout in the dark.",
            "- **Do not** bounce.",
            "It may last, or not.\nWalk a little.",
        ],
    ),
    "S123": (
        [
            "You need up to 20 g of iron a day.",
            "You need 20,000 mg of iron a day.",
            "Iron matters. The need is twenty grams a day.",
            "Take 400 mg of folic acid.",
            "## Caffeine\n\nThe limit is 200g a day.",
        ],
        [
            "Do not go over {{ caffeine_limit }} of caffeine a day.",
            "You need {{ vitamin_d_dose }} {{ micrograms }} of vitamin D a day.",
            "Take {{ folic_acid_dose }} {{ micrograms }} of folic acid a day, with iron.",
            "A baby weighs about 3 kg at birth.",
            "Your blood count is in g/L, and iron is not 2 weeks’ work.",
        ],
    ),
    "S124": (
        [
            "Take 400 micrograms of folic acid a day.",
            "Do not go over 200 mg of caffeine a day.",
            "You need 10 µg of vitamin D a day.",
            "You need {{ vitamin_d_dose }} mcg of vitamin D a day.",
            "Vitamin D: 400 IU a day.",
        ],
        [
            "Take {{ folic_acid_dose }} {{ micrograms }} of folic acid a day.",
            "Do not go over {{ caffeine_limit }} of caffeine a day.",
            "You need {{ vitamin_d_dose }} {{ micrograms }} of vitamin D a day.",
            "Carry no more than 5 kg.",
            "Ask how much vitamin D you need.",
        ],
    ),
    "S127": (
        [
            "Take acetaminophen for a sore muscle.",
            "Go to the emergency room.",
            "Eat 8 ounces of cooked fish a week.",
            "Call 911.",
            "Take your prenatal vitamins.",
        ],
        [
            "Take {{ paracetamol }} for a sore muscle.",
            "Call {{ emergency_number }}.",
            "Eat cooked fish twice a week.",
            "Ask your {{ midwife }}.",
            "With Relay UK, dial {{ relay_prefix }} first.",
        ],
    ),
}
BAD = [(code, text) for code, (bad, _) in RULES.items() for text in bad]
GOOD = [(code, text) for code, (_, good) in RULES.items() for text in good]


@pytest.mark.parametrize(("code", "text"), BAD, ids=short)
def test_a_sentence_that_breaks_a_rule_is_found(code: str, text: str) -> None:
    """Each of five bad variants has a finding of its rule on its own lines."""
    assert code in codes_in(text)


@pytest.mark.parametrize(("code", "text"), GOOD, ids=short)
def test_a_sentence_that_keeps_a_rule_is_left_alone(code: str, text: str) -> None:
    """None of five good variants has a finding of its rule."""
    assert code not in codes_in(text)


def test_every_rule_has_five_bad_and_five_good_variants() -> None:
    """The tables are whole; S106, S110, S112, S120, S125 and S126 have theirs below."""
    assert {len(side) for sides in RULES.values() for side in sides} == {5}
