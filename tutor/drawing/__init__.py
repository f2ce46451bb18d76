"""The drawing of a computation in a terminal's cells: boxes for units, wires between them, values as they are found.

Needs no app: a figure comes from the engine's graph, its geometry from the room there is, and lines of text from both.
"""
