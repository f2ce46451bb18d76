"""Latin keys behind Hangul: what a learner meant who typed with the two-set (두벌식) keyboard still in Hangul mode."""

_KEYBOARD = """
r R s e E f a q Q t T d w W c z x v g
k o i O j p u P h hk ho hl y n nj np nl b m ml l
- r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g
r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g
"""
# A syllable's first, middle and last letters in Unicode's order (one may have no last), and the consonants alone.
_INITIAL, _MEDIAL, _FINAL, _CONSONANTS = (
    [keys.strip("-") for keys in line.split()] for line in _KEYBOARD.strip().splitlines()
)

_KEYS = {
    **{chr(0x3131 + i): keys for i, keys in enumerate([*_CONSONANTS, *_MEDIAL])},
    **{chr(0x1100 + i): keys for i, keys in enumerate(_INITIAL)},
    **{chr(0x1161 + i): keys for i, keys in enumerate(_MEDIAL)},
    **{chr(0x11A7 + i): keys for i, keys in enumerate(_FINAL) if keys},
}

HANGUL = "\uac00-\ud7a3\u3131-\u3163\u1100-\u1112\u1161-\u1175\u11a8-\u11c2"
"""Syllables, single letters, and the parts of syllables that some systems send: for a regular expression's [...]."""


def keys(character: str) -> str:
    """The Latin keys that give one Hangul character: `ㅈ` → `w`, `쥬` → `wb`, `ㅃ` → `Q`; others are themselves."""
    code = ord(character) - 0xAC00
    if 0 <= code < 11172:
        initial, rest = divmod(code, 588)
        medial, final = divmod(rest, 28)
        return _INITIAL[initial] + _MEDIAL[medial] + _FINAL[final]
    return _KEYS.get(character, character)


def latin(text: str) -> str:
    """`text` with every Hangul character as the keys that were pressed: `ㅈ3 ㅁ2 ㅠ3` → `w3 a2 b3`."""
    return "".join(map(keys, text))
