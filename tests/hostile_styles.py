"""Style sheets that would hide, cut, cover, twist or move what must be read, on the card.

A row is what is added to the card's sheet, and a code of which there must be a finding. Without one
the card can be read as ever: the engine does not know the property, or it does no harm.
"""

from __future__ import annotations

from collections.abc import Mapping

HOSTILE: Mapping[str, tuple[str, str]] = {
    # hidden
    "display none": (".stop li { display: none }", "P101"),
    "visibility hidden": (".stop li { visibility: hidden }", "P101"),
    "no colour": (".stop li { color: transparent }", "P105"),
    "white on white": (".stop li { color: white }", "P105"),
    "the ground's colour": ("h1 { color: inherit; background: currentColor }", "P105"),
    "alpha 0.2": (".stop li { color: rgba(0, 0, 0, .2) }", "P105"),
    "alpha 0.5": (".stop li { color: rgb(0 0 0 / 50%) }", "P205"),
    "opacity 0": (".stop li { opacity: 0 }", "P105"),
    "opacity 0.4": (".stop li { opacity: .4 }", "P105"),
    "opacity 0.6": (".stop ul { opacity: .6 }", "P105"),
    "opacity twice": (".stop { opacity: .7 } .stop ul { opacity: .7 }", "P105"),
    "pale grey": (".stop li { color: #999 }", "P205"),
    "mid grey": (".stop li { color: #767676 }", "P205"),
    "pale blue": (".stop li { color: #8ab4f8 }", "P205"),
    "light ground": (".stop li { background: #777 }", "P205"),
    "size 0": (".stop li { font-size: 0 }", "P101"),
    "size 1": (".stop li { font-size: 1pt }", "P105"),
    "height 0": (".stop ul { height: 0; overflow: hidden }", "P105"),
    "width 0": (".stop li { width: 0; overflow: hidden }", "P105"),
    "max height": (".stop ul { max-height: 3mm; overflow: hidden }", "P105"),
    # cut
    "box of 25 mm, one line": (
        ".stop li { width: 25mm; overflow: hidden; white-space: nowrap }",
        "P105"),
    "box of 40 mm, one line": (
        ".steps .say { width: 40mm; overflow: hidden; white-space: nowrap }",
        ""),
    "last letter cut": (".emergency h2 { overflow: hidden; width: 33mm; white-space: nowrap }", ""),
    "upper half cut": (".stop li { height: 2mm; overflow: hidden }", "P105"),
    "descenders cut": (".stop li { height: 3.6mm; overflow: hidden }", "P105"),
    "round corners cut": (
        ".stop li + li { overflow: hidden; border-radius: 12mm; padding: 0 }", "P105"),
    "indent out of the box": (".stop li { text-indent: -12mm; overflow: hidden }", "P105"),
    "shifted in its box": (
        ".stop li { overflow: hidden } .stop li b, .stop li span { position: relative; "
        "left: -9mm }",
        ""),
    "clip": (
        ".stop { position: relative } .stop ul { position: absolute; clip: rect(0, 20mm, "
        "4mm, 0) }",
        "P105"),
    "scrolled away": (".stop ul { height: 5mm; overflow: scroll }", "P105"),
    "hidden at the page": ("html { overflow: hidden; height: 60mm }", ""),
    "body cut": ("body { height: 80mm; overflow: hidden }", ""),
    # covered
    "cover over a letter": (
        ".stop li { position: relative } .stop li::after { content: ''; position: "
        "absolute; left: 5mm; top: 0; width: 2mm; height: 5mm; background: white }",
        "P105"),
    "cover over all": (
        ".stop { position: relative } .stop::after { content: ''; position: absolute; "
        "inset: 0; background: white }",
        "P105"),
    "cover in black": (
        ".stop { position: relative } .stop::after { content: ''; position: absolute; "
        "inset: 0; background: black }",
        "P105"),
    "thin white bar": (
        ".stop li { position: relative } .stop li::after { content: ''; position: "
        "absolute; left: 0; top: 2.6mm; width: 60mm; height: .4mm; background: white }",
        "P105"),
    "thin black bar": (
        ".stop li { position: relative } .stop li::after { content: ''; position: "
        "absolute; left: 0; top: 2.6mm; width: 60mm; height: .4mm; background: black }",
        "P105"),
    "hair line": (
        ".stop li { position: relative } .stop li::after { content: ''; position: "
        "absolute; left: 0; top: 2.9mm; width: 60mm; height: .15mm; background: black }",
        "P105"),
    "veil of 65 %": (
        ".stop { position: relative } .stop::after { content: ''; position: absolute; "
        "inset: 0; background: rgba(255,255,255,.65) }",
        "P105"),
    "veil of 20 %": (
        ".stop { position: relative } .stop::after { content: ''; position: absolute; "
        "inset: 0; background: rgba(255,255,255,.2) }",
        "P105"),
    "veil of 5 %": (
        ".stop { position: relative } .stop::after { content: ''; position: absolute; "
        "inset: 0; background: rgba(255,255,255,.05) }",
        "P105"),
    "dark veil": (
        ".stop { position: relative } .stop::after { content: ''; position: absolute; "
        "inset: 0; background: rgba(0,0,0,.5) }",
        "P105"),
    "red veil": (
        ".stop { position: relative } .stop::after { content: ''; position: absolute; "
        "inset: 0; background: rgba(255,0,0,.5) }",
        "P105"),
    "gradient over": (
        ".stop { position: relative } .stop::after { content: ''; position: absolute; "
        "inset: 0; background: linear-gradient(90deg, transparent, white) }",
        "P105"),
    "outline through": (".stop li { outline: 1mm solid white; outline-offset: -2mm }", "P105"),
    "outline of the next": (".stop li + li { outline: 2mm solid white }", "P105"),
    "border of the next": (
        ".stop li + li { border-top: 4mm solid white; margin-top: -4mm; position: relative "
        "}",
        "P105"),
    "next line's ground": (
        ".stop li + li { margin-top: -5mm; position: relative; background: white }",
        "P105"),
    "next section's ground": (
        ".emergency { margin-top: -12mm; position: relative; background: white }",
        "P105"),
    "box shadow over": (".stop { box-shadow: inset 0 0 0 20mm white }", ""),
    "header over": ("header { position: absolute; top: 40mm; background: white }", "P105"),
    # behind
    "dark patch behind a letter": (
        ".stop li { background: linear-gradient(90deg, white 12%, #111 12%, #111 14%, "
        "white 14%) }",
        "P205"),
    "stripes behind": (
        ".stop li { background: repeating-linear-gradient(0deg, white, white 1mm, #333 "
        "1mm, #333 1.4mm) }",
        "P205"),
    "line through": (".stop li { text-decoration: line-through }", "P205"),
    "line through in white": (".stop li { text-decoration: line-through white }", "P105"),
    "line through, thick": (".stop li { text-decoration: line-through 3pt }", "P205"),
    "overline": (".stop li { text-decoration: overline }", "P205"),
    "underline": (".stop li { text-decoration: underline }", "P205"),
    "wavy underline": (".stop li { text-decoration: underline wavy }", "P205"),
    "border through": (".stop li { border-bottom: 2pt solid; height: 3mm }", "P205"),
    "a picture behind": (".stop { background: url(signs/moon.svg) 0 0 / 100% 100% }", "P205"),
    # turned, scaled
    "upside down": (".stop li { transform: scaleY(-1) }", "P105"),
    "mirrored": (".stop li { transform: scaleX(-1) }", "P105"),
    "half turn": (".stop li { transform: rotate(180deg) }", "P105"),
    "turn of 3 degrees": (".stop li { transform: rotate(3deg) }", "P105"),
    "turn of 90 degrees": (".stop li { transform: rotate(90deg) }", "P105"),
    "skewed": (".stop li { transform: skewX(15deg) }", "P105"),
    "squeezed to 0.3": (".stop li { transform: scaleX(.3) }", "P105"),
    "squeezed to 0.9": (".stop li { transform: scaleX(.9) }", "P105"),
    "stretched": (".stop li { transform: scaleY(1.4) }", "P105"),
    "shrunk": (".stop li { transform: scale(.6) }", "P203"),
    "moved away": (".stop li { transform: translate(300mm) }", "P103"),
    "moved up a line": (".stop li + li { transform: translateY(-5mm) }", "P104"),
    "matrix": (".stop li { transform: matrix(1, .1, .1, 1, 0, 0) }", "P105"),
    "page turned": ("body { transform: rotate(180deg) }", "P105"),
    # distances
    "letters -0.15 em": (".stop li { letter-spacing: -.15em }", "P107"),
    "letters -0.06 em": (".stop li { letter-spacing: -.06em }", "P107"),
    "letters -1 em": (".stop li { letter-spacing: -1em }", "P107"),
    "letters 0.4 em": (".stop li { letter-spacing: .4em }", "P107"),
    "letters 0.2 em": (".stop li { letter-spacing: .2em }", "P107"),
    "words -0.25 em": (".stop li { word-spacing: -.25em }", "P107"),
    "words -0.15 em": (".stop li { word-spacing: -.15em }", "P107"),
    "words -1 em": (".stop li { word-spacing: -1em }", "P107"),
    "words 3 em": (".stop li { word-spacing: 3em }", ""),
    "lines 0.6": (".stop li { line-height: .6 } .stop { width: 40mm }", "P104"),
    "lines 0": (".stop li { line-height: 0 }", "P104"),
    "lines 3": (".stop li { line-height: 3 } .stop { width: 40mm }", "P218"),
    "items -4 mm": (".stop li { margin-top: -4mm }", "P104"),
    "text over text": (".stop { margin-top: -20mm }", "P106"),
    # order
    "steps 1-3-2": (".steps li:nth-child(2) { position: relative; top: 40mm }", "P105"),
    "steps by order": (
        ".steps ol { display: flex; flex-direction: column } .steps li:nth-child(1) { "
        "order: 9 }",
        "P106"),
    "steps reversed": (".steps ol { display: flex; flex-direction: column-reverse }", "P106"),
    "items side by side, reversed": (
        ".stop ul { display: flex; flex-direction: row-reverse }",
        "P106"),
    "strong floated": ("strong { float: left }", "P107"),
    "strong floated right": ("strong { float: right }", "P106"),
    "second item up": (
        ".stop li + li { position: relative; top: -14mm } .stop li:first-child { position: "
        "relative; top: 6mm }",
        "P106"),
    "sections swapped": (
        ".stop { position: absolute; bottom: 10mm } .emergency { position: absolute; top: "
        "20mm }",
        "P106"),
    "grid rows": (
        ".stop ul { display: grid } .stop li:first-child { grid-row: 2 } .stop li + li { "
        "grid-row: 1 }",
        "P106"),
    "grid columns": (
        ".stop ul { display: grid } .stop li:first-child { grid-column: 2; grid-row: 1 } "
        ".stop li + li { grid-column: 1; grid-row: 1 }",
        "P106"),
    "right to left": (".stop li { direction: rtl }", "P212"),
    "page right to left": ("html { direction: rtl }", "P107"),
    "two columns": (".stop ul { columns: 2 }", ""),
    "fixed": (".stop li { position: fixed; top: 0 }", "P106"),
    "absolute, all in one place": (
        ".stop li { position: absolute; top: 50mm; left: 10mm }",
        "P105"),
    # generated
    "a word before": (".stop li::before { content: 'Do not ' }", "P102"),
    "a number before": (".stop li::before { content: counter(list-item) '. ' }", "P102"),
    "a counter that lies": (
        ".steps ol { counter-reset: list-item 4 } .steps li::before { content: "
        "counter(list-item) }",
        "P102"),
    "quotes": (".stop li { quotes: '<' '>' } .stop li::before { content: open-quote }", "P102"),
    "replaced": (".stop li { content: 'x' }", ""),
    "attr": (".stop li::after { content: attr(class) 'no' }", "P102"),
    "string of the title": ("@page { @top-right { content: string(title) 'x' } }", "P102"),
    "page number over words": (
        "@page { @bottom-left { content: counter(page); font-size: 30pt; margin-top: -20mm "
        "} }",
        ""),
    "a leader": (".stop li::after { content: leader('.') }", "P102"),
    "bullets of 60 pt": (
        ".stop ul { list-style: disc inside } .stop li::marker { font-size: 60pt; color: "
        "black } .stop li { height: 5mm }",
        "P106"),
    # type
    "capitals": (".stop li { text-transform: uppercase }", "P216"),
    "full width": (".stop li { text-transform: full-width }", "P301"),
    "small capitals": (".stop li { font-variant: small-caps }", ""),
    "italic": (".stop li { font-style: italic }", ""),
    "another font": (".stop li { font-family: 'DejaVu Sans', serif }", ""),
    "a face that lies": (
        "@font-face { font-family: 'Bedside Text'; src: local('DejaVu Sans') } .stop li { "
        "font-weight: 400 }",
        "D101"),
    "type of 8 pt": (".stop li { font-size: 8pt }", "P203"),
    "type of 90 pt": (".stop li { font-size: 90pt }", "P101"),
    "hyphens": (
        ".stop { width: 22mm } .stop li { hyphens: auto; overflow-wrap: anywhere }",
        "P219"),
    "broken anywhere": (".stop { width: 14mm } .stop li { word-break: break-all }", "P219"),
    "justified": (".stop li { text-align: justify; text-align-last: justify }", ""),
    "thin": (".stop li { font-weight: 100 }", ""),
    "stroke": (".stop li { -webkit-text-stroke: 2pt white }", ""),
    "shadow": (".stop li { text-shadow: 0 0 3pt black }", "D101"),
    "filter": (".stop li { filter: blur(2pt) }", "D101"),
    "blend": (".stop li { mix-blend-mode: difference }", "D101"),
    "mask": (".stop { mask-image: linear-gradient(black, transparent) }", "D101"),
    "clip path": (".stop { clip-path: circle(20mm) }", "D101"),
    "backface": (".stop { backface-visibility: hidden; transform: rotateY(180deg) }", "D101"),
    "zoom": (".stop { zoom: .5 }", "D101"),
    # paper
    "out at the left": (".stop { margin-left: -30mm }", "P103"),
    "out at the right": (".stop { position: relative; left: 60mm }", "P211"),
    "below the page": (".stop { position: absolute; top: 300mm }", "P101"),
    "page of 50 mm": ("@page { size: 50mm 50mm }", ""),
    "page margin 0": ("@page { margin: 0 }", "P103"),
    "page upside": ("@page { size: A4 landscape }", ""),
    "a page for each": ("section { break-before: page }", "P101"),
    # pictures and lines
    "picture hidden": (".steps figure { visibility: hidden }", "A117"),
    "picture gone": (".steps figure { display: none }", "A117"),
    "picture pale": (".steps img { opacity: .05 }", "A117"),
    "picture covered": (
        ".steps figure { position: relative } .steps figure::after { content: ''; "
        "position: absolute; left: 0; top: 0; width: 60%; height: 100%; background: white }",
        "A121"),
    "picture moved in its frame": (
        ".steps figure { overflow: hidden } .steps img { position: relative; left: 50% }",
        "A121"),
    "picture cropped": (".steps figure { height: 5mm; overflow: hidden }", "A121"),
    "picture as small as a stamp": (".steps img { width: 3mm }", "A118"),
    "picture under its ground": (
        ".steps figure { background: white; position: relative; z-index: 1 } .steps img { "
        "position: relative; z-index: -1 }",
        ""),
    "picture over words": (".steps figure { position: absolute; left: 10mm }", "P205"),
    "picture mirrored": (".steps img { transform: scaleX(-1) }", "A121"),
    "no line to write on": (".blank { border: 0 }", "P108"),
    "a pale line to write on": (".blank { border-color: #ddd }", "P108"),
    "a short line to write on": (".blank { width: 2mm }", "P108"),
    "no lines for numbers": (".write .line { border: 0 }", "P108"),
    "lines for numbers gone": (".write .line { display: none }", "P108"),
    "a line under a cover": (
        ".write { position: relative } .write::after { content: ''; position: absolute; "
        "right: 0; bottom: 0; width: 40mm; height: 5mm; background: white }",
        "P108"),
    # what an attacker found
    "a page number over a word": (
        "@page { @bottom-left { content: counter(page); font: 800 60pt 'Bedside Text'; "
        "color: white; margin-top: -112mm; margin-bottom: 112mm; margin-left: 50mm; "
        "text-align: left } }", "P104"),
    "raised figures": ("html { font-feature-settings: 'sups' }", "P109"),
    "forms of another alphabet": ("body { font-feature-settings: 'aalt' }", "P109"),
    "numbers beside the next step": (
        ".steps ol { padding-bottom: 12mm } .steps .number { position: relative; top: 12.5mm }",
        "P106"),
    "labels of lines changed": (
        ".write:nth-child(1) .what { position: relative; top: 9mm } "
        ".write:nth-child(2) .what { position: relative; top: -9mm }", "P106"),
    "a bar before a word": (
        "strong::before { content: ''; display: inline-block; width: .1em; height: .68em; "
        "background: #14213a; margin-right: .1em }", "P109"),
    "a minus before a word": (
        "strong::before { content: ''; display: inline-block; width: .45em; height: .09em; "
        "vertical-align: .3em; background: #14213a; margin-right: .08em }", "P109"),
    "a point after a word": (
        ".say strong::after { content: ''; display: inline-block; width: .14em; height: .14em; "
        "background: #14213a; margin-left: .05em }", "P109"),
    "a dot of the sheet amid a sentence": ("strong::after { content: '\\b7' }", "P102"),
    "short lines for numbers": (".write .line { width: 20mm }", "P108"),
}  # fmt: skip
