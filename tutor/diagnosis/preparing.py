"""Tables prepared while the learner thinks, so that an explanation is there when it is asked for."""

from collections import OrderedDict
from concurrent.futures import Future
from threading import Lock, Thread

from tutor.answers.judge import judge_of
from tutor.diagnosis.table import MOST_KEPT, Table, table_of
from tutor.lessons.problem import Problem


class Tables:
    """The tables of the problems used last, each made once, in a thread of its own; for use from any thread."""

    def __init__(self, limit: int = MOST_KEPT) -> None:
        self._limit = limit
        self._lock = Lock()
        self._tables: OrderedDict[Problem, Future[Table]] = OrderedDict()

    def prepare(self, problem: Problem) -> None:
        """Begin to make a problem's table, unless it is there or in the making; returns at once."""
        self._future(problem)

    def of(self, problem: Problem) -> Table:
        """A problem's table; waits for it where it is not ready yet."""
        return self._future(problem).result()

    def is_ready(self, problem: Problem) -> bool:
        """Whether the table can be had without waiting."""
        with self._lock:
            future = self._tables.get(problem)
        return future is not None and future.done()

    def _future(self, problem: Problem) -> Future[Table]:
        with self._lock:
            future = self._tables.get(problem)
            if future is None:
                future = self._tables[problem] = Future()
                # A daemon: whoever leaves the program does not wait for what nobody will read.
                Thread(target=_make, args=(problem, future), name="diagnosis", daemon=True).start()
            self._tables.move_to_end(problem)
            while len(self._tables) > self._limit:
                self._tables.popitem(last=False)
        return future


def _make(problem: Problem, future: "Future[Table]") -> None:
    try:
        judge_of(problem).prepare()
        table = table_of(problem)
    except BaseException as error:
        future.set_exception(error)
        raise
    future.set_result(table)
    table.trace_singles()
