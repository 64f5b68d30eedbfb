"""The press: the stages that turn a manuscript into proved paper, one module each.

read (manuscript) -> check (house style) -> compose (HTML) -> typeset (proof) -> preflight
-> publish (dist/)
"""
