"""What a helper asserts."""


def hold(claim: bool) -> None:
    """Assert it."""
    assert claim
