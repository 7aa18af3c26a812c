"""A trained pupil -> bytes, as `src/analysis/syntax/network.rs` reads them."""

import struct

import numpy as np


def number(value):
    return struct.pack("<I", value)


def texts(values):
    return number(len(values)) + b"".join(bytes([len(v)]) + v for v in (v.encode() for v in values))


def floats(values):
    values = np.asarray(values, dtype="<f4").ravel()
    return number(len(values)) + values.tobytes()


def table(rows):
    """Rows of whole numbers of eight bits with the unit of each."""
    rows = np.asarray(rows, dtype=np.float64)
    units = (np.maximum(np.abs(rows).max(1), 1e-9) / 127).astype("<f4")
    whole = np.clip(np.rint(rows / units[:, None]), -127, 127).astype(np.int8)
    return floats(units) + number(rows.shape[1]) + whole.tobytes()


def dense(weight, bias=None):
    return floats(np.zeros(len(weight)) if bias is None else bias) + table(weight)


def pack(model):
    state = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}

    def layer(name):
        return dense(state[name + ".weight"], state.get(name + ".bias"))

    def norm(name):
        return floats(state[name + ".weight"]) + floats(state[name + ".bias"])

    forms = state["form.weight"] + state["base"] @ state["proj.weight"].T
    rows = {}
    for form, row in sorted((form >> 32, row) for form, row in model.vocabulary.items()):
        rows.setdefault(form, row)
    packed = texts(model.tags) + texts(model.rels)
    packed += number(len(rows)) + np.array(list(rows), dtype="<u4").tobytes()
    packed += table(forms[[*rows.values(), len(model.vocabulary)]])
    packed += number(len(model.casings)) + np.array(sorted(model.casings), dtype="<u4").tobytes()
    packed += table(state["casing.weight"][:-1])
    packed += b"".join(table(state[f"affix.{place}.weight"]) for place in range(4))
    packed += table(state["shape.weight"]) + table(state["case.weight"])
    packed += table(state["listed.weight"]) + norm("n0")
    packed += number(len(model.layers))
    for place, own in enumerate(model.layers):
        packed += number(own.reach) + layer(f"layers.{place}.lin") + norm(f"layers.{place}.norm")
    packed += floats(state["root"]) + layer("tag") + layer("ad") + layer("ah")
    packed += dense(state["aw"].T)
    return packed + b"".join(map(layer, ("hb", "db", "dh", "rd", "rh", "rp", "r1", "r2", "name_inner", "name")))
