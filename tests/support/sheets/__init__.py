"""People who write solutions on the open sheet: how they work, how they write, and what is true of each line.

Nothing here is shared with what reads a sheet; the numbers are compared with those of `tests.network.plain_mistakes`.
"""
