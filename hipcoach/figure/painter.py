"""A scene at one moment as layers: ground, shadow, one outline of the whole body, then every part from far to near."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hipcoach.figure.camera import View
from hipcoach.figure.drawn import Drawn, balls_of, draw_head, draw_part
from hipcoach.figure.flesh import FLESH
from hipcoach.figure.glow import glow_layer
from hipcoach.figure.layer import Layer
from hipcoach.figure.order import CERTAIN, Node, Pair, box_pairs, part_nodes, part_pairs, topological
from hipcoach.figure.palette import TONE_STEPS, Palette
from hipcoach.figure.points import point
from hipcoach.figure.pose import Body
from hipcoach.figure.prop_paint import box_layer, box_span, ground_layer, strap_layer
from hipcoach.figure.regions import REGIONS
from hipcoach.figure.shadow import shadow_layer
from hipcoach.figure.skeleton import SIDES
from hipcoach.figure.toes import toes_layer
from hipcoach.figure.types import Scene
from hipcoach.figure.vectors import clamp, column, dot

FAR_BEHIND = 0.14  # body heights between twin limbs at which the further one is at its greyest
FEET = {f"foot_{key}": side for key, side in SIDES}
BACK_TURNED = -0.45  # seen this far from below, the shorts are in front of the shirt


@dataclass(frozen=True, slots=True)
class Look:
    """How one frame is painted."""

    view: View
    colours: Palette
    glow: float = 1.0  # strength of the highlighted regions
    regions: tuple[str, ...] = ()


def body_layers(scene: Scene, body: Body, look: Look) -> Iterator[Layer]:
    """A solved body among its props, as layers."""
    return _BodyLayers(scene, body, look).layers()


class _BodyLayers:
    """Makes the layers of one frame."""

    def __init__(self, scene: Scene, body: Body, look: Look) -> None:
        self._scene, self._body, self._look = scene, body, look
        self._view = look.view
        self._world = FLESH.place(body)
        points, scale = self._view.points(self._world), self._view.scale
        self._discs = [(x, y, r * scale) for (x, y, _), r in zip(points, FLESH.radii, strict=True)]
        self._nodes = part_nodes(points, scale)
        self._far = self._greyness()

    def layers(self) -> Iterator[Layer]:
        """Ground, shadow and body, from back to front."""
        view, colours = self._view, self._look.colours
        for ground in self._scene.grounds:
            yield ground_layer(ground, view, colours)
        shadow = shadow_layer(self._world, view, colours)
        if shadow is not None:
            yield shadow
        order, drawn = self._order(), self._drawn()
        glows, outlined = self._glow_after(order), False
        for kind, name in order:
            if kind == "box":
                yield box_layer(self._scene.boxes[int(name)], view, colours)
            elif kind == "strap":
                yield self._strap(name)
            else:
                if not outlined:  # where the parts join, under all of them; along a limb its own outline will do
                    yield from (each.under for each in drawn.values() if each.under is not None)
                    outlined = True
                yield drawn[name].over
                if name in FEET:
                    yield from self._toes(name)
                for region in glows.get(name, ()):
                    yield glow_layer(REGIONS[region], self._body, view, colours.glow, self._look.glow)

    def _order(self) -> list[tuple[str, str]]:
        """What is drawn, from far to near."""
        nodes = list(self._nodes)
        kinds = [("part", n.name) for n in nodes]
        for strap_at, names in enumerate(self._scene.straps):
            spots = [self._view.point(point(self._body.frames, n)) for n in names]
            for i in range(len(spots) - 1):
                nodes.append(Node(f"{strap_at} {i}", spots[i], spots[i + 1], 0.004 * self._view.scale))
                kinds.append(("strap", f"{strap_at} {i}"))
        pairs = part_pairs(nodes) + self._known_pairs()
        boxes = self._scene.boxes
        if boxes:
            world = self._world
            bodies = [tuple(world[i] for i in FLESH.parts[n.name].balls) for n in self._nodes]
            bodies += [(n.a, n.b) for n in nodes[len(bodies) :]]
            first = len(nodes)
            outlines = [box_span(b, self._view) for b in boxes]
            for i, b in enumerate(boxes):
                spot = self._view.point(b.centre)
                nodes.append(Node(str(i), spot, spot, 0.0))
                kinds.append(("box", str(i)))
            parts_only = [*nodes[: len(self._nodes)], *nodes[first:]]
            shift = first - len(self._nodes)
            found = box_pairs(parts_only, bodies, boxes, outlines, self._view)
            limit = len(self._nodes)
            pairs += [(w, a + shift if a >= limit else a, b + shift if b >= limit else b) for w, a, b in found]
        return [kinds[i] for i in topological(nodes, pairs)]

    def _known_pairs(self) -> list[Pair]:
        """Orders that need no comparing: the shirt over the neck, the head over the neck, the shirt over the shorts."""
        at = {n.name: i for i, n in enumerate(self._nodes)}
        up = column(self._body.frames["lumbar"][0], 2)
        below = dot(up, self._view.camera.towards_viewer) < BACK_TURNED
        shorts, shirt = (at["top"], at["pelvis"]) if below else (at["pelvis"], at["top"])
        return [
            (CERTAIN, at["neck"], at["top"]),
            (CERTAIN, at["neck"], at["head"]),
            (CERTAIN, shorts, shirt),
        ]

    def _greyness(self) -> Mapping[str, int]:
        """How many steps each limb is greyed: by how far it lies behind its twin."""
        depth = {n.name: n.depth for n in self._nodes}
        out: dict[str, int] = {}
        for limb in (("thigh", "shank", "foot"), ("uarm", "farm", "hand", "fingers")):
            left, right = ((depth[f"{limb[0]}_{key}"] + depth[f"{limb[1]}_{key}"]) / 2 for key in "lr")
            for key, behind in (("l", right - left), ("r", left - right)):
                step = round(TONE_STEPS * clamp(behind / FAR_BEHIND, 0.0, 1.0))
                out |= {f"{name}_{key}": step for name in limb}
        return out

    def _glow_after(self, order: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
        """After which part each region is painted: the nearest of those that it shows through."""
        place = {name: i for i, (kind, name) in enumerate(order) if kind == "part"}
        out: dict[str, list[str]] = {}
        for region in self._look.regions:
            last = max(REGIONS[region].parts, key=place.__getitem__)
            out.setdefault(last, []).append(region)
        return out

    def _drawn(self) -> dict[str, Drawn]:
        """What each part looks like."""
        discs, scale, colours = self._discs, self._view.scale, self._look.colours
        out = {}
        for name, part in FLESH.parts.items():
            seen = tuple([discs[i] for i in balls_of(part)])
            if name == "head":
                out[name] = draw_head(part, seen, self._body.frames["head"], self._view, colours)
            else:
                out[name] = draw_part(part, seen, scale, self._far.get(name, 0), colours)
        return out

    def _toes(self, foot: str) -> Iterator[Layer]:
        """The lines on a foot, where its back is seen."""
        layer = toes_layer(self._body.frames[foot], FEET[foot], self._view, self._look.colours.finger_edge)
        if layer is not None:
            yield layer

    def _strap(self, name: str) -> Layer:
        """One stretch of a strap."""
        which, i = (int(word) for word in name.split())
        ends = self._scene.straps[which][i : i + 2]
        spots = [self._view.point(point(self._body.frames, n)) for n in ends]
        return strap_layer(tuple([(x, y) for x, y, _ in spots]), self._view.scale, self._look.colours)
