"""Paints a scene at one moment: ground, shadow, one outline of the whole body, then every part from far to near."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen

from hipcoach.figure.anatomy import LIMBS
from hipcoach.figure.camera import View
from hipcoach.figure.flesh import FLESH, Flesh, Part
from hipcoach.figure.glow import paint_glow
from hipcoach.figure.head import LIGHT, hair_disc, paint_head
from hipcoach.figure.order import CERTAIN, Node, Pair, box_pairs, part_nodes, part_pairs, topological
from hipcoach.figure.outline import Point, new_path
from hipcoach.figure.palette import TONE_STEPS, Palette, Tones, stops
from hipcoach.figure.points import point
from hipcoach.figure.pose import Body
from hipcoach.figure.prop_paint import box_span, paint_box, paint_grounds, paint_strap
from hipcoach.figure.regions import REGIONS
from hipcoach.figure.shadow import paint_shadow
from hipcoach.figure.shapes import Figure2D
from hipcoach.figure.skeleton import SIDES, THIGH
from hipcoach.figure.toes import paint_toes
from hipcoach.figure.types import Scene
from hipcoach.figure.vectors import clamp, column, dot

ROUND = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
OUTLINE = 0.0052  # width in body heights
CLOTH = 0.003  # how far clothes stand off
HEM_SHARE = {"thigh": 0.54, "uarm": 0.52}  # shorts and sleeves end here
FAR_BEHIND = 0.14  # body heights between twin limbs at which the further one is at its greyest
BACK_TURNED = -0.45  # seen this far from below, the shorts are in front of the shirt
GARMENT_TONES = {"thigh": "shorts", "uarm": "shirt", "pelvis": "shorts", "top": "shirt"}


@dataclass(frozen=True, slots=True)
class Look:
    """How one frame is painted."""

    view: View
    colours: Palette
    glow: float = 1.0  # strength of the highlighted regions
    regions: tuple[str, ...] = ()


class BodyPainter:
    """Paints one solved body among its props. Made anew for each frame."""

    def __init__(self, painter: QPainter, scene: Scene, body: Body, look: Look, flesh: Flesh = FLESH) -> None:
        self._painter, self._scene, self._body, self._look, self._flesh = painter, scene, body, look, flesh
        self._view = look.view
        self._world = flesh.place(body)
        self._drawn = Figure2D(flesh, self._view.points(self._world), self._view.scale)
        self._line = max(1.1, self._view.scale * OUTLINE)
        self._nodes = part_nodes(flesh, self._drawn.points, self._view.scale)
        self._far = self._greyness()

    def paint(self) -> None:
        """Paint ground, shadow and body."""
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        paint_grounds(painter, self._scene.grounds, self._view, self._look.colours)
        paint_shadow(painter, self._flesh, self._world, self._view, self._look.colours)
        order = self._order()
        glows = self._glow_after(order)
        parts = self._flesh.parts
        outlined = False
        for kind, name in order:
            if kind == "box":
                paint_box(painter, self._scene.boxes[int(name)], self._view, self._look.colours)
            elif kind == "strap":
                self._paint_strap(name)
            else:
                if not outlined:
                    self._paint_silhouette()
                    outlined = True
                self._paint_part(parts[name])
                for region in glows.get(name, ()):
                    paint_glow(
                        painter, REGIONS[region], self._body, self._view, self._look.colours.glow, self._look.glow
                    )
        painter.setPen(Qt.PenStyle.NoPen)

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
            flesh, world = self._flesh, self._world
            bodies = [tuple(world[i] for i in flesh.parts[n.name].balls) for n in self._nodes]
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

    def _paint_silhouette(self) -> None:
        """The outline of the body where its parts join, under all of them; along a limb its own outline will do."""
        painter, drawn, grow = self._painter, self._drawn, self._line * 0.5
        painter.setBrush(QColor(self._look.colours.outline))
        for part in self._flesh.parts.values():
            if len(part.tube) > 4:
                path = new_path()
                drawn.add_ends(path, part, grow)
                painter.drawPath(path)
            elif part.rings or not part.chains:
                painter.drawPath(drawn.path(part, grow))
        x, y, r = hair_disc(self._flesh, drawn)
        painter.drawEllipse(QPointF(x, y), r + grow, r + grow)

    def _paint_part(self, part: Part) -> None:
        """One part: its own outline, its gradient, and its garment."""
        painter, drawn, colours = self._painter, self._drawn, self._look.colours
        kind = part.name.split("_")[0]
        if kind == "head":
            paint_head(painter, drawn, self._body, self._view, colours, colours.skin, self._line)
            return
        if kind == "fingers":
            self._paint_fingers(part)
            return
        tones: Tones = getattr(colours, GARMENT_TONES[kind]) if part.rings else colours.skin
        if not part.rings and kind != "neck":
            painter.setBrush(QColor(colours.outline))
            painter.drawPath(drawn.path(part, self._line * 0.62, taper=True))
        painter.setBrush(self._across(part, tones))
        painter.drawPath(drawn.path(part))
        if kind == "foot":
            key = part.name[-1]
            paint_toes(painter, self._body, self._view, key, dict(SIDES)[key], colours.finger_edge)
        if kind in HEM_SHARE:
            garment = new_path()
            drawn.add_garment(garment, part, kind, HEM_SHARE[kind], CLOTH * self._view.scale)
            painter.setBrush(self._across(part, getattr(colours, GARMENT_TONES[kind])))
            painter.drawPath(garment)

    def _paint_fingers(self, part: Part) -> None:
        """Four fingers as round strokes, a little thinner than their common dark ground, so that each has an edge."""
        painter, drawn, s = self._painter, self._drawn, self._view.scale
        line = min(self._line * 0.6, 0.0032 * s)
        width = 2 * sum(drawn.discs[i][2] for i in part.balls) / len(part.balls)
        path = QPainterPath()
        for chain in part.chains:
            (x0, y0, _), *others = (drawn.discs[i] for i in chain)
            path.moveTo(x0, y0)
            for x, y, _ in others:
                path.lineTo(x, y)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ground = QBrush(QColor(self._look.colours.finger_edge))
        for brush, thick in ((ground, width + line), (self._across(part, self._look.colours.skin), width - line * 0.4)):
            painter.setPen(
                QPen(brush, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)

    def _across(self, part: Part, tones: Tones) -> QBrush:
        """The gradient across a part, light on the side towards the light."""
        a, b, reach, full = self._axis(part)
        n = _lit_normal(b[0] - a[0], b[1] - a[1], full)
        x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        gradient = QLinearGradient(x + n[0] * reach, y + n[1] * reach, x - n[0] * reach, y - n[1] * reach)
        gradient.setStops(stops(tones, self._look.colours.far, self._far.get(part.name, 0)))
        return QBrush(gradient)

    def _axis(self, part: Part) -> tuple[Point, Point, float, float]:
        """Ends of the line that a part's gradient runs across, its reach, and its length when seen square on."""
        discs, s, kind = self._drawn.discs, self._view.scale, part.name.split("_")[0]
        if part.rings:
            low, high = self._flesh.parts["pelvis"].rings[0], self._flesh.parts["top"].rings[-2]
            return (*(self._mid(pair) for pair in (low, high)), 0.115 * s, 0.33 * s)  # type: ignore[return-value]
        a, b = discs[part.axis[0]], discs[part.axis[1]]
        if kind in LIMBS or kind == "neck":
            return a[:2], b[:2], max(discs[i][2] for i in part.tube), LIMBS.get(kind, (THIGH,))[0] * s * 0.8
        return a[:2], b[:2], (0.034 if kind == "foot" else 0.022) * s, 0.11 * s

    def _mid(self, pair: tuple[int, int]) -> Point:
        p, q = self._drawn.discs[pair[0]], self._drawn.discs[pair[1]]
        return ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)

    def _paint_strap(self, name: str) -> None:
        """One stretch of a strap."""
        which, i = (int(word) for word in name.split())
        ends = self._scene.straps[which][i : i + 2]
        spots = [self._view.point(point(self._body.frames, n)) for n in ends]
        paint_strap(self._painter, [QPointF(x, y) for x, y, _ in spots], self._view.scale, self._look.colours)


def _lit_normal(dx: float, dy: float, full: float) -> Point:
    """Unit normal of an axis on its lit side; it turns to the light itself as the axis is foreshortened."""
    d = (dx * dx + dy * dy) ** 0.5
    if d < 1e-6:
        return LIGHT
    nx, ny = -dy / d, dx / d
    if nx * LIGHT[0] + ny * LIGHT[1] < 0:
        nx, ny = -nx, -ny
    share = min(1.0, d / full * 1.6)
    nx, ny = nx * share + LIGHT[0] * (1 - share), ny * share + LIGHT[1] * (1 - share)
    q = (nx * nx + ny * ny) ** 0.5 or 1.0
    return (nx / q, ny / q)
