"""The press: rooms along one street, from a manuscript to proved paper.

read -> check (plain, safety) -> typeset -> proof -> sheets, prepress -> publish into dist/
"""
