"""The names of methods: which go forward, which give the loss, and which find gradients."""

import re

from tutor.code_check.roles import plain

FORWARD = "forward feedforward forwardpass forwardpropagation forwardprop propagate think predict call"
LOSS = "loss cost computeloss computecost calculateloss calculatecost getloss lossfunction criterion"
_BACK = (
    "backprop backpropagation backpropagate backward backwardpass backwardpropagation backwardprop "
    "backpropogation backpropogate gradients gradient grads computegradients computegradient lossandgradients "
    "lossandgrad lossgrad trainstep updateminibatch trainonbatch trainbatch optimize updateweights learn step "
    "update train fit loss grad"
)
"""Methods that find gradients, or take a step by them, the likeliest first."""
_TRAINING = ("train", "fit")
"""How names begin of what takes steps: `fit_one_batch`, `train_model`."""
_TEST = re.compile("check|test|numeric|compare|verify")
LATE = 100
"""So far behind all others stands what tests them."""
_PARTLY = 13
"""So many of them may be parts of other names."""


def order_of(name: str) -> int | None:
    """The place of a name among those of methods that find gradients; None for another."""
    short = plain(name)
    near = [k for k, usual in enumerate(_BACK.split()) if usual == short]
    near += [k + len(_BACK.split()) for k, usual in enumerate(_BACK.split()[:_PARTLY]) if usual in short]
    near += [2 * len(_BACK.split())] if short.startswith(_TRAINING) else []
    return min(near) + LATE * is_test(name) if near else None


def is_test(name: str) -> bool:
    """Whether something of this name tests gradients that are found elsewhere: `gradient_check`, `numerical_grad`."""
    return _TEST.search(plain(name)) is not None
