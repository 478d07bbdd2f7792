"""Which pictures of an exercise stand side by side, and the words under each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipcoach.catalogue.types import Category, Exercise, Form, Sides, Work
from hipcoach.figure.moments import Arrows
from hipcoach.ui.shared.colour_meaning import meaning

if TYPE_CHECKING:
    from hipcoach.body.types import Scene

FORMS = {Form.START: "gentle form", Form.FULL: "full form"}


@dataclass(frozen=True, slots=True)
class RowPicture:
    """One of them; `coloured` where its words say what a colour means."""

    share: float  # of the movement
    arrows: Arrows
    words: str
    coloured: bool = False


def row_of(exercise: Exercise, form: Form, scene: "Scene | None") -> tuple[RowPicture, ...]:
    """Return how the exercise begins, the end of its first part where it has two, and where it is held.

    Where the way back is the work, its end is shown too.
    """
    captions = scene.captions if scene is not None else ()
    begins = captions[0] if captions else "How it begins"
    in_turn = exercise.text(form).sides in (Sides.EACH, Sides.ALTERNATING)
    out = [RowPicture(0.0, Arrows.ON, f"{begins} (each side in turn)" if in_turn else begins)]
    if scene is not None and scene.middle:
        out.append(RowPicture(scene.middle, Arrows.ON, captions[1] if captions else "On the way"))
    end = scene.poster if scene is not None and scene.loop_s else 1.0
    coloured = scene is not None and bool(scene.highlight)
    out.append(RowPicture(end, _last_arrows(scene), _end_words(exercise, form, scene), coloured))
    if scene is not None and scene.returns:
        out.append(RowPicture(0.0, Arrows.NONE, captions[-1] if captions else "Back where it began"))
    return tuple(out)


def _last_arrows(scene: "Scene | None") -> Arrows:
    """Return what the last picture shows of the way: where to and fro is the point, the way back.

    Between one and another picture of a way none is needed, and all of the body would stand twice.
    """
    if scene is not None and any(arrow.both_still for arrow in scene.arrows):
        return Arrows.BACK
    return Arrows.NONE if scene is not None and scene.middle else Arrows.DONE


def _end_words(exercise: Exercise, form: Form, scene: "Scene | None") -> str:
    """Return what is under the last picture: what its colour means, and how it goes on."""
    if scene is None:
        return "Where it is held"
    after = scene.captions[-2 if scene.returns else -1] if scene.captions else _after(exercise, form, scene)
    if not scene.highlight:
        return after
    if Category.BREATHING in exercise.categories:
        return f"Amber: rises as you breathe in. {after}"
    return f"{meaning(stretched=scene.stretched)}. {after}"


def _after(exercise: Exercise, form: Form, scene: "Scene") -> str:
    if scene.loop_s:
        return "And on, left and right in turn"
    if len(scene.keys) == 1:
        return "Where it is held"
    if exercise.work is Work.BREATHS:
        return "Breathe there, then slowly back"
    holds = exercise.work is Work.HOLDS or any(dose.hold_s for dose in exercise.ladder if dose.form is form)
    return "Hold, then slowly back" if holds else "Then slowly back"
