"""Text from outside made fit for a terminal: nothing in it can move the cursor, turn the line round or hide."""

import re
import unicodedata

# Whole sequences first, so that no `[31m` is left standing: CSI, strings (OSC and its kin, up to BEL or ST), the rest.
_ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\n\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-Z\\`-~]"
)
# C0 but tab and newline, DEL, C1, soft hyphen, bidi controls, invisible formatting, surrogates, tags.
# U+200C and U+200D stay: scripts and emoji need them.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_NEWLINE = re.compile("\r\n?|\u2028|\u2029")


def clean(text: str) -> str:
    """`text` in NFC, its lines ended by U+000A, without escape sequences and control characters (but for tabs)."""
    text = _NEWLINE.sub("\n", text)
    text = _CONTROL.sub("", _ESCAPE_SEQUENCE.sub("", text))
    return unicodedata.normalize("NFC", text)
