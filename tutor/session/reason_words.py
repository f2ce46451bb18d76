"""Why a drill came, in words."""

from collections.abc import Mapping

from tutor.lessons.template import Value
from tutor.session.naming import Naming


def reason(naming: Naming, key: str, params: Mapping[str, Value]) -> str:
    """Why a drill came; mistakes are called by their titles."""
    names: dict[str, Value] = {name: naming.title(str(params[name])) for name in ("one", "other") if name in params}
    return naming.say(f"reason.{key}", **{**params, **names})
