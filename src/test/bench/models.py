"""Model files with as many convolutions as asked for: python models.py FOLDER LAYERS...

Writes modelN.pt2, out of examples/net.pt2, and modelN.onnx, field by field. Needs Python alone.
"""

import copy
import json
import pathlib
import sys
import zipfile

EXAMPLE = pathlib.Path(__file__).parents[3] / "examples" / "net.pt2"
MODEL = "net/models/model.json"


def exported(layers):
    """The program of the example, its depthwise convolution again and again."""
    with zipfile.ZipFile(EXAMPLE) as archive:
        program = json.loads(archive.read(MODEL))
    graph = program["graph_module"]["graph"]
    convolutions = [node for node in graph["nodes"] if node["target"] == "torch.ops.aten.conv2d.default"]
    block = convolutions[1]
    at = graph["nodes"].index(block)
    before, added = block, []
    for number in range(layers):
        node = copy.deepcopy(block)
        node["name"] = f"added_{number}"
        node["outputs"] = [{"as_tensor": {"name": node["name"]}}]
        node["inputs"][0]["arg"] = before["outputs"][0]
        graph["tensor_values"][node["name"]] = graph["tensor_values"][block["outputs"][0]["as_tensor"]["name"]]
        added.append(node)
        before = node
    graph["nodes"][at + 1 : at + 1] = added
    return json.dumps(program)


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def number(field, value):
    return varint(field << 3) + varint(value)


def message(field, *parts):
    body = b"".join(part.encode() if isinstance(part, str) else part for part in parts)
    return varint(field << 3 | 2) + varint(len(body)) + body


def value(field, name, shape):
    dims = b"".join(message(1, number(1, size)) for size in shape)
    return message(field, message(1, name), message(2, message(1, number(1, 1), message(2, dims))))


def onnx(layers):
    graph = [
        message(1, message(1, f"x{i}"), message(1, f"w{i}"), message(2, f"x{i + 1}"), message(3, f"n{i}"), message(4, "Conv"))
        for i in range(layers)
    ]
    for i in range(layers):
        dims = b"".join(number(1, size) for size in (2, 2, 1, 1))
        graph.append(message(5, dims, number(2, 1), message(8, f"w{i}"), message(9, bytes(16))))
    graph += [value(11, "x0", (1, 2, 8, 8)), value(12, f"x{layers}", (1, 2, 8, 8))]
    return number(1, 8) + message(7, *graph) + message(8, number(2, 19))


folder = pathlib.Path(sys.argv[1])
for layers in map(int, sys.argv[2:]):
    with zipfile.ZipFile(folder / f"model{layers}.pt2", "w") as archive:
        archive.writestr(MODEL, exported(layers))
    (folder / f"model{layers}.onnx").write_bytes(onnx(layers))
