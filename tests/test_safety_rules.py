"""What the safety rules ask about, in any wording, and what they leave alone.

The tables hold our own sentences.
"""

from __future__ import annotations

import pytest

from tests.safety import AMBULANCE, MATERNITY, SLEEP, STEPS, STOP, VISIT, codes_in, short

# each of these is asked about by its code
ASKED = {
    "S101": [
        "Convulsions of the calf are common at night.",
        "A seizure of the leg muscle wakes you.",
        "Pregnancy often brings her legs together.",
        "Your legs are reduced at night.",
        MATERNITY + "- A fit (your body shakes and you cannot stop it)",
        AMBULANCE + "- A {{ fit }} (your body shakes and you cannot stop it)",
        AMBULANCE + "- A **{{ fit }}** (your body shakes\n  and you cannot stop it) [@E1]",
    ],
    "S102": [
        "You need iron: 20 a day.",
        "Take {{ folic_acid_dose }} of folic acid a day.",
        "Vitamin D 10 daily.",
        "Do not go over 200 of caffeine a day.",
        "Take twenty of iron.",
    ],
    "S103": [
        "Often it is Magne-B6.",
        "Ask for sorbifer at the desk.",
        "CalmLegs® may help.",
        "Try Legalin for a week.",
        "You may use Crampex™ at night.",
    ],
    "S104": [
        "Cod liver is rich in vitamins.",
        "Do not worry, cod liver is fine.",
        "Spread a little pâté on your toast.",
        "Fish-liver\noil gives you vitamin D.",
        "- Do not eat liver or take cod liver oil while you are pregnant. A little is fine.",
        "- Do not eat liver or take cod liver oil while you are pregnant.",
        "- **Do not eat liver** or take cod liver oil\n  while you are pregnant. [@N1]",
        "Do not take any with retinol, a kind of vitamin A.",
    ],
    "S105": [
        "Rub the calf gently.",
        "Rub your leg even if it is swollen, hot or a different {{ colour }}.",
        "Knead the knot until it is soft.",
        "A foam roller under the calf feels good.",
        "Do not rub hard: squeeze instead.",
        "- Do not rub your leg if it is swollen, hot or a different {{ colour }}. Phone.",
        "Do not rub a leg that is swollen, hot or a different {{ colour }}.",
        "- **Do not rub** your leg if it is swollen,\n  hot or a different {{ colour }}. [@C7]",
        "Do not rub.",
    ],
    "S107": [
        SLEEP + "Sleep on your left side.",
        SLEEP + "Left is best for your baby.",
        SLEEP + "Do not lie on your right side.",
        SLEEP + "Left or right is fine, but left is better.",
        SLEEP + "From 20 weeks, go to sleep on your side.",
    ],
    "S108": [
        STOP + "- the cramp is still tight 15 minutes after it began",
        STOP + "- the cramp is still tight half an hour after it began",
        STOP + "- the cramp is still tight after 10 minutes",
        "Most cramps pass within 5 minutes.",
        "Phone if the cramp is still tight 5 to 10 minutes after it began.",
    ],
    "S109": [
        "Nuts prevent cramps.",
        "Vitamin tablets cure cramps.",
        "A tablet a day gets rid of the pain.",
        "These tablets may taste bad, but they stop cramps.",
        "No doubt a tablet relieves cramps.",
    ],
    "S111": [
        "Give up coffee.",
        "You must not drink it: no coffee at all.",
        "Have {{ caffeine_limit }} of caffeine a day.",
        "Do not have less than {{ caffeine_limit }} of caffeine a day.",
        "Coffee must be completely avoided.",
    ],
    "S113": [
        "Call 999.",
        "Phone NHS 111 at night.",
        "Phone {{ urgent_number }} at night. In Northern Ireland: your {{ gp }}.",
        "Ring 01632 960123 and ask for the midwife.",
        "Dial nine nine nine.",
    ],
    "S114": [
        VISIT + "- one leg is swollen or hot",
        "One leg is swollen. Tell your {{ midwife }} at your next visit.",
        "A hot, sore calf can wait: phone in the morning.",
        MATERNITY + "- Chest pain",
        "Chest pain? Rest for an hour.",
    ],
    "S115": [
        "Drink tonic water at bedtime.",
        "A quinine tablet is an old remedy.",
        "Bitter lemon is a good drink.",
        "Do not stop your tonic water.",
        "Try a glass of Indian water.",
        "- Do not take quinine for cramps.",
        "- Do not drink tonic water or bitter lemon as a remedy: they hold quinine.",
        "- **Do not** drink tonic water or bitter lemon\n  as a remedy: they hold quinine.",
    ],
    "S116": [
        STEPS + "1. Look at both legs when it eases.",
        STEPS + "1. If it still hurts, look at both legs.",
        STEPS + "1. Once the cramp has gone, compare your legs.",
        STEPS + "1. Still sore? Look at both legs.",
        STEPS + "1. Look at both legs, unless you are tired.",
    ],
    "S117": [
        "If a stretch helps, it is not a clot.",
        "It eases? Then you are safe.",
        "Pain that goes away is only a cramp.",
        "A stretch that relieves it rules out a clot.",
        "| Check | Plain cramp | A clot |\n|---|---|---|\n| Toes up | Eases it | Hurts more |",
    ],
    "S118": [
        "A plain cramp does not harm you or your baby.",
        "Cramps are harmless.",
        "A cramp hurts, but do not worry.",
        "Leg pain is normal.\n\nAlways look at both legs after it.",
        "- Do not panic: it is a cramp.",
        "- Do not eat liver. A little is fine now and then.",
        "A clot is rare, so do not worry.",
    ],
    "S119": [
        "Is your leg red?",
        STOP + "- one leg is red and hot",
        "Look for redness.",
        "The skin turns pink.",
        '![A leg](x.svg "The red leg")',
    ],
    "S121": [
        "## What not to do\n\n- Point your toes.",
        "Do not:\n\n- jump up\n- walk in the dark",
        "## Avoid\n\n- Sitting still for long",
        "## Never\n\n- force the stretch",
        "In pregnancy you should not:\n\n- lie flat on your back",
    ],
    "S122": [
        "Do not\njump up.",
        "- Do not\n  point your toes.",
        "If it is dark, never\nwalk about.",
        "- **Do not**\n  bounce.",
        "You should not\nforce the stretch.",
    ],
    "S123": [
        "You need up to 20 g of iron a day.",
        "You need 20,000 mg of iron a day.",
        "Iron matters. The need is twenty grams a day.",
        "Take 400 mg of folic acid.",
        "## Caffeine\n\nThe limit is 200g a day.",
    ],
    "S124": [
        "Take 400 micrograms of folic acid a day.",
        "Do not go over 200 mg of caffeine a day.",
        "You need 10 µg of vitamin D a day.",
        "You need {{ vitamin_d_dose }} mcg of vitamin D a day.",
        "Vitamin D: 400 IU a day.",
    ],
    "S127": [
        "Take acetaminophen for a sore muscle.",
        "Go to the emergency room.",
        "Eat 8 ounces of cooked fish a week.",
        "Call 911.",
        "Take your prenatal vitamins.",
    ],
}
# none of these is asked about by this code
LEFT = {
    "S101": [
        "A leg cramp is a sudden, painful tightening of a muscle.",
        "Choose shoes with a good fit.",
        "Bring your knees up slowly.",
    ],
    "S102": [
        "Take {{ folic_acid_dose }} {{ micrograms }} of folic acid until 12 weeks.",
        "Do not go over {{ caffeine_limit }} of caffeine a day: about 2 mugs of coffee.",
        "You need {{ vitamin_d_dose }} {{ micrograms }} of vitamin D a day.",
        "About 1 in every 10 women need vitamin D.",
        "From 28 weeks ask about vitamin D.",
    ],
    "S103": [
        "Ask NHS staff in Northern Ireland.",
        "Told that you have a clot (deep vein thrombosis, DVT)?",
        "If you have a STOP sign, phone.",
        "Say: “I am pregnant. One leg hurts.”",
        "Walk in May. Swim in July.",
    ],
    "S104": [
        "Tell them if you have liver disease.",
        "You may need a liver function test after delivery.",
    ],
    "S105": [
        "- Do not use heat rub or pain gel unless a {{ pharmacist }} says it is safe.",
    ],
    "S107": [
        SLEEP + "From 28 weeks, go to sleep on your side: left or right is fine.",
        SLEEP + "Either side is fine.",
        SLEEP + "Put a pillow under your left leg.",
        SLEEP + "If you wake on your back, just roll on to your side.",
        "Stand with your left hand on the wall.",
    ],
    "S108": [
        STOP + "- the cramp is still tight 10 minutes after it began",
        STOP + "- the cramp is still tight ten minutes after it began",
        "A cramp can hurt, but most pass within 10 minutes.\nAlways look at both legs after it.",
        STOP + "Had a clot? Do not wait 10 minutes: phone at the first sign.",
        STEPS + "1. Hold for 30 seconds.",
    ],
    "S109": [
        "No vitamin or tablet has been proven to stop pregnancy cramps.",
        "Calcium tablets have not been proven to stop cramps.",
        "These things may help, but the proof is weak.",
        "Support tights may ease aching legs.",
        "You can buy nuts and seeds anywhere.",
    ],
    "S111": [
        "Do not go over {{ caffeine_limit }} of caffeine a day: about 2 mugs of coffee.",
        "Keep caffeine under {{ caffeine_limit }} a day.",
        "Have no more than {{ caffeine_limit }} of caffeine a day.",
        "Your limit is {{ caffeine_limit }} of caffeine a day.",
        "There is caffeine in tea, cola and chocolate.",
    ],
    "S113": [
        "Call {{ emergency_number }}.",
        "Phone NHS {{ urgent_number }}. In Northern Ireland: your {{ gp }}.",
        "About 1 or 2 in every 1,000 women get a clot.",
        "We asked 500 women in 2024.",
        "A walk of 300 metres is enough.",
    ],
    "S114": [
        STOP + "- one leg is swollen, hot, or red, purple or darker",
        AMBULANCE + "Swollen leg and short of breath: ambulance.",
        VISIT + "One leg swollen, hot or still sore a day later?\nDo not wait for a visit.\nPhone.",
        "Some swelling of both ankles is common late in the day.",
        "If you have chest pain, call {{ emergency_number }}.",
    ],
    "S115": [
        AMBULANCE + "A tonic-clonic attack: ambulance.",
        "Drink water through the day.",
    ],
    "S116": [
        STEPS + "1. **Look at both legs.** Lay a hand on each.",
        "Look at both legs, every time.",
        "Always look at both legs after it.",
        STEPS + "1. Compare both legs. Same? Rest.",
        "If both legs match and the cramp is gone, walk a little.",
    ],
    "S117": [
        "A blood clot can feel like a cramp.\nIf you are not sure, phone.",
        "| Check | Plain cramp | Could be a clot |\n|---|---|---|\n| Feel | Hard knot | Ache |",
        "- Do not use heat rub or pain gel unless a {{ pharmacist }} says it is safe.",
        "Pull your toes up towards your knee, and hold.",
        "Even if a stretch helps, look at both legs.",
    ],
    "S118": [
        "A plain cramp does not harm you or your baby.\nAlways look at both legs after it.",
        "Do not worry about a cramp, but look at both legs.",
        "The usual test is a scan, which does not harm your baby.",
        "Cramps do not mean that you are eating badly.",
        "Walk or swim most days.",
    ],
    "S119": [
        STOP + "- one leg is swollen, hot, or red, purple or darker",
        "Is it red or darker than the other?",
        "You have too few healthy red blood cells.",
        "Eat red meat well cooked.",
        "You feel tired in the evening.",
    ],
    "S121": [
        "## What not to do\n\n- Do not point your toes.",
        STOP + "- you cannot stand on it\n- pain came without a cramp",
        "## What to do\n\n- Sit up slowly.",
        "Tell your {{ midwife }} if:\n\n- cramps keep coming back",
        "## Avoid\n\n- Never sit still for long.",
    ],
    "S122": [
        "Do not jump\nup.",
        "- Do not point your toes.\n- Do not bounce.",
        "Never walk\nabout in the dark.",
        "- **Do not** bounce.",
        "It may last, or not.\nWalk a little.",
    ],
    "S123": [
        "Do not go over {{ caffeine_limit }} of caffeine a day.",
        "You need {{ vitamin_d_dose }} {{ micrograms }} of vitamin D a day.",
        "Take {{ folic_acid_dose }} {{ micrograms }} of folic acid a day, with iron.",
        "A baby weighs about 3 kg at birth.",
        "Your blood count is in g/L, and iron is not 2 weeks’ work.",
    ],
    "S124": [
        "Take {{ folic_acid_dose }} {{ micrograms }} of folic acid a day.",
        "Do not go over {{ caffeine_limit }} of caffeine a day.",
        "You need {{ vitamin_d_dose }} {{ micrograms }} of vitamin D a day.",
        "Carry no more than 5 kg.",
        "Ask how much vitamin D you need.",
    ],
    "S127": [
        "Take {{ paracetamol }} for a sore muscle.",
        "Call {{ emergency_number }}.",
        "Eat cooked fish twice a week.",
        "Ask your {{ midwife }}.",
        "With Relay UK, dial {{ relay_prefix }} first.",
    ],
}
# no rule asks about these at all
PLAIN = [
    "| Weight | Dose of paracetamol |\n|---|---|\n| 5 kg | Ask your {{ midwife }} |",
    "## Paracetamol\n\n| Weight |\n|---|\n| 5 kg |\n| 10 to 12 kg |",
    "Do not give paracetamol to anyone under 16.",
    "Zinc is not for those aged under 12, or over 75.",
    "Go to Ward 112.",
    "The desk is in room 205, level 3.",
    "Go to room 911, by bus 111.",
    "Wait in room number 999.",
    "Bring your red book.",
    "Take bus 24, or ask for Sister Jones.",
    "You can eat Greek yoghurt, or a Mediterranean diet.",
    "You can ask for Dr Patel, or us, or Midwife Anna.",
    "Our team is in the Rose Garden wing.",
    "Follow the red line to the desk.",
    "Help with money: ask Citizens Advice.",
    "Write to the Royal College of Midwives or to Bliss.",
    "Tell them if you have epilepsy.",
    "Phone if you have a fever of 37.5 °C or more.",
    "Call if it is over 38.2 °C, or 100.4 °F.",
    "The unit is open 24/7.",
    "Phone us 24/7.",
    "Phone from 9.30-17.00.",
    "2024 was the year of the last trial.",
    "In 2019-2020 they asked 1,200 women.",
    "Blood pressure of 140/90 or more is high.",
    "Read again on 3/12/2027.",
    "About 300 metres is enough.",
]


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in ASKED.items() for text in texts], ids=short
)
def test_what_could_harm_is_asked_about(code: str, text: str) -> None:
    """A question by this code stands on the sentence's own lines."""
    assert code in codes_in(text)


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in LEFT.items() for text in texts], ids=short
)
def test_what_is_sound_is_not_asked_about_by_that_rule(code: str, text: str) -> None:
    """No question by this code stands on it."""
    assert code not in codes_in(text)


@pytest.mark.parametrize("text", PLAIN, ids=short)
def test_nothing_is_asked_where_nothing_can_be_wrong(text: str) -> None:
    """Sentences that were once asked about for nothing: no rule of this family does."""
    assert codes_in(text) == set()
