"""What reviewers found, learned: the judge's fusion refitted from their verdicts, in versions that can be taken back.

`lessons` reads the verdicts and refits, `refit` is how, `measures` says what it brought, `versions` keeps and chooses, `command` is
`detector calibrate`.
"""
