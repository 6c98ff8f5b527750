"""What the comparison of names was learnt from, and how: `make train-names`.

`pairs.csv` holds pairs of real names from public lists of signatories, supporters and members,
labelled by reading (`how_labelled`, `source_a`, `source_b`): facts, with where each was found.
"""
