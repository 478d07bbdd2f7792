"""Where a session stands: the only place where its state changes, and the table decides how."""

from hipcoach.engine.table import TRANSITIONS, IllegalEvent, Request, State


class ForbiddenTransition(Exception):
    """A fault of this program: a request led to a state to which the table does not let it lead."""


class StateMachine:
    """The state of one session. It changes by `move` alone, and only as the table lets the request taken last."""

    def __init__(self, state: State = State.READY) -> None:
        self._state = state
        self._request = Request.TIME

    @property
    def value(self) -> State:
        """The present state."""
        return self._state

    def allows(self, request: Request) -> bool:
        """Return True if the present state takes `request` at all."""
        return (self._state, request) in TRANSITIONS

    def take(self, request: Request) -> None:
        """Take a request: what moves from now on follows from it. Raises IllegalEvent where the table has none."""
        if not self.allows(request):
            raise IllegalEvent(f"{request} is not possible while the session is {self._state}")
        self._request = request

    def move(self, target: State) -> bool:
        """Move on; return True if the state is another now. Raises ForbiddenTransition, and stays, where it may not."""
        if target not in TRANSITIONS.get((self._state, self._request), ()):
            raise ForbiddenTransition(f"{self._state} --{self._request}--> {target} is not in the table")
        changed = target is not self._state
        self._state = target
        return changed
