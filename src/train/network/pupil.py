"""The pupil: the small network that ships, as `src/analysis/syntax/network.rs` runs it."""

import random
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import names
import teacher as shared

WIDTH, ARC, REL, NAME = 160, 96, 96, 64
REACHES = [1, 2, 4, 1]
STEPS, RATE = 9000, 3e-3
NEWS_STEPS, NEWS_RATE = 2500, 1.5e-3
BATCH = 3000
NAMES = 0.7  # how much names weigh beside heads
DROPPED, FROM_TREEBANKS = 0.1, 0.4
AFFIXES, SHAPES = 4096, 512
BASE = 160  # dimensions kept of the teacher's vectors of word pieces
DISTANCES = [1, 2, 3, 4, 5, 7, 10, 15, 22, 35]
CLASSES = 2 * (len(DISTANCES) + 1)
ALL = (1 << 64) - 1
PROSE, TITLE, UPPER, LOWER = range(4)
KNOWN = {}


def hash_of(text):
    """As `hash::of_text`."""
    number = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        number = ((number ^ byte) * 0x100000001B3) & ALL
    number ^= number >> 32
    number = (number * 0xD6E8FEB86659FD93) & ALL
    return number ^ (number >> 29)


def fold(form):
    """As `lex::fold`."""
    if "://" in form or form.startswith("www."):
        return "http"
    if len(form.encode()) > 3 and "@" in form and "." in form:
        return "x@x"
    plain = {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"', "…": "..."}
    plain |= {digit: "0" for digit in "123456789"}
    if len(form) == 1:
        plain |= {"—": "--", "–": "--"}
    return "".join(plain.get(c, c.lower()) for c in form)


def shape(form):
    """As `lex::shape`."""
    kinds, last, run = [], " ", 0
    for c in form:
        kind = "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isnumeric() else c
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 2:
            kinds.append(kind)
    return "".join(kinds)


def case_of(forms):
    """As `lex::case_of`."""
    words = capital = upper = 0
    for form in forms:
        letters = [c for c in form if c.isalpha()]
        if letters and len(form) >= 4:
            words += 1
            capital += letters[0].isupper()
            upper += all(c.isupper() for c in letters)
    if words >= 2 and upper * 10 >= words * 8:
        return UPPER
    if words >= 3 and capital * 10 >= words * 8:
        return TITLE
    first = next((c for form in forms for c in form if c.isalpha()), "")
    return LOWER if words >= 3 and capital == 0 and not first.isupper() else PROSE


def lex(form):
    """Returns the hash of the folded form, that of its casing, and the rows of its affixes and its shape."""
    if form not in KNOWN:
        folded = fold(form)
        affixes = [folded[-2:], folded[-3:], folded[-4:], folded[:3]]
        rows = [hash_of(affix) % AFFIXES for affix in affixes]
        own, kind = hash_of(folded), hash_of(shape(form))
        KNOWN[form] = own, (own >> 32) ^ (kind & 0xFFFFFFFF), *rows, kind % SHAPES
    return KNOWN[form]


def distance_classes(count):
    places = np.arange(count)
    steps = places[None, :] - places[:, None]  # from dependent to head
    classes = np.searchsorted(DISTANCES, np.abs(steps), side="left")
    return torch.tensor(np.where(steps > 0, classes, classes + len(DISTANCES) + 1))


class Layer(nn.Module):
    def __init__(self, reach):
        super().__init__()
        self.lin, self.norm, self.reach = nn.Linear(3 * WIDTH, WIDTH), nn.LayerNorm(WIDTH), reach

    def forward(self, x, there):
        x = x * there
        reach = self.reach
        if x.shape[1] > reach:
            nothing = torch.zeros_like(x[:, :reach])
            before = torch.cat([nothing, x[:, :-reach]], 1)
            behind = torch.cat([x[:, reach:], nothing], 1)
        else:
            before = behind = torch.zeros_like(x)
        return self.norm(x + F.relu(self.lin(torch.cat([before, x, behind], -1))))


class Pupil(nn.Module):
    """Scores of tags, of arcs (row by dependent, node 0 is the root), of labels and of tags of names.

    A form stands for what the teacher's pieces of it mean, projected, and for what is learned of it besides; `unknown` is
    how often it is read as if it were not known. `lists` are the names known beforehand.
    """

    def __init__(self, vocabulary, casings, tags, rels, base, unknown, lists):
        super().__init__()
        self.lists = lists
        self.vocabulary, self.casings, self.tags, self.rels = vocabulary, casings, tags, rels
        self.unknown = unknown
        self.form = nn.Embedding(len(vocabulary) + 1, WIDTH)
        self.casing = nn.Embedding(len(casings) + 1, WIDTH, padding_idx=len(casings))
        self.base = nn.Parameter(base, requires_grad=False)
        self.proj = nn.Linear(BASE, WIDTH, bias=False)
        self.affix = nn.ModuleList(nn.Embedding(AFFIXES, WIDTH) for _ in range(4))
        self.shape, self.case = nn.Embedding(SHAPES, WIDTH), nn.Embedding(4, WIDTH)
        self.listed = nn.Embedding(12, WIDTH)
        for table in [self.form, *self.affix, self.shape, self.case, self.listed]:
            nn.init.normal_(table.weight, std=0.2)
        nn.init.zeros_(self.form.weight)
        nn.init.zeros_(self.casing.weight)
        self.n0 = nn.LayerNorm(WIDTH)
        self.layers = nn.ModuleList(Layer(reach) for reach in REACHES)
        self.tag = nn.Linear(WIDTH, len(tags))
        self.name_inner, self.name = nn.Linear(WIDTH, NAME), nn.Linear(NAME, names.TAGS)
        self.ad, self.ah = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rd, self.rh = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.aw, self.hb = nn.Parameter(torch.randn(ARC, ARC) * 0.05), nn.Linear(ARC, 1)
        self.db, self.dh = nn.Linear(ARC, CLASSES), nn.Linear(ARC, CLASSES, bias=False)
        self.rp = nn.Linear(REL, len(rels))
        self.r1 = nn.Linear(REL, len(rels), bias=False)
        self.r2 = nn.Linear(REL, len(rels), bias=False)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.3)
        self.distances = distance_classes(600)

    def inputs(self, batch):
        length = max(len(sentence["forms"]) for sentence in batch)
        rows = np.zeros((len(batch), length, 9), dtype=np.int64)
        rare, usual = len(self.vocabulary), len(self.casings)
        for place, sentence in enumerate(batch):
            if "lex" not in sentence:
                case = case_of(sentence["forms"])
                found = (lex(form) for form in sentence["forms"])
                listed = self.lists.classes(sentence["forms"])
                found = [
                    (self.vocabulary.get(form, rare), self.casings.get(casing, usual), *rest, case, kind)
                    for (form, casing, *rest), kind in zip(found, listed)
                ]
                sentence["lex"] = np.array(found, dtype=np.int64)
            rows[place, : len(sentence["lex"])] = sentence["lex"]
        there = shared.padded([[1.0] * len(sentence["forms"]) for sentence in batch], length, 0.0)
        return torch.from_numpy(rows), there

    def forward(self, batch):
        rows, there = self.inputs(batch)
        form = rows[..., 0]
        if self.training:
            unknown = torch.rand(form.shape) < self.unknown[form]
            form = torch.where(unknown, len(self.vocabulary), form)
        x = self.form(form) + self.proj(F.embedding(form, self.base)) + self.casing(rows[..., 1])
        x = x + self.shape(rows[..., 6]) + self.case(rows[..., 7]) + self.listed(rows[..., 8])
        for place, affix in enumerate(self.affix):
            x = x + affix(rows[..., 2 + place])
        x = self.dropped(self.n0(x))
        for layer in self.layers:
            x = self.dropped(layer(x, there[..., None]))
        named = self.name(F.relu(self.name_inner(x)))
        x = torch.cat([self.root.expand(len(batch), 1, -1), x], 1)
        mask = torch.cat([torch.ones(len(batch), 1), there], 1) > 0
        layers = [self.ad, self.ah, self.rd, self.rh]
        own, head, rel_own, rel_head = (self.dropped(F.relu(layer(x))) for layer in layers)
        length = x.shape[1]
        classes = self.distances[:length, :length].expand(len(batch), length, length)
        arcs = (own @ self.aw) @ head.transpose(1, 2) + self.hb(head).transpose(1, 2)
        arcs = arcs.float() + torch.gather(self.db(own).float(), 2, classes)
        arcs = arcs + torch.gather(self.dh(head).float().transpose(1, 2), 1, classes)
        return self.tag(x), shared.masked(arcs, mask), rel_own, rel_head, named

    def dropped(self, x):
        return F.dropout(x, DROPPED, self.training)

    def rel_scores(self, own, head, heads):
        head = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, head.shape[-1]))
        return self.rp(own * head) + self.r1(own) + self.r2(head)


def recased(sentence, write):
    """Returns a copy with other capitals, as headlines and chats have them."""
    copy = {key: value for key, value in sentence.items() if key != "lex"}
    words = enumerate(zip(sentence["forms"], sentence["tags"]))
    copy["forms"] = [write(place, form, tag.split("|")[0]) for place, (form, tag) in words]
    return copy


def title(place, form, pos):
    return form if place and pos in ("ADP", "DET", "CCONJ", "PART") else form[:1].upper() + form[1:]


def vocabulary_of(sentences, vectors):
    """Returns the rows of the forms seen twice and of the teacher's whole words, the rows of casings seen twice that are not
    the usual ones of their forms, the base vectors of the rows of forms and how often to read them as unknown."""
    counts, forms, casings = Counter(), {}, Counter()
    for sentence in sentences:
        for form in sentence["forms"]:
            own, casing, *_ = lex(form)
            counts[own] += 1
            casings[own, casing] += 1
            forms.setdefault(own, fold(form))
    usual = {}
    for (own, casing), count in casings.items():
        usual[own] = max(usual.get(own, (0, 0)), (count, casing))
    odd = {casing for (own, casing), n in casings.items() if n >= 2 and usual[own][1] != casing}
    odd = {casing: row for row, casing in enumerate(sorted(odd))}
    kept = {form for form, count in counts.items() if count >= 2}
    for word in shared.VOCABULARY:
        if word.isalpha() and len(word) > 1 and word.isascii():
            kept.add(hash_of(word))
            forms.setdefault(hash_of(word), word)
    vocabulary = {form: row for row, form in enumerate(sorted(kept))}
    base = torch.zeros(len(vocabulary) + 1, vectors.shape[1])
    for form, row in vocabulary.items():
        base[row] = vectors[shared.pieces(forms[form])].mean(0)
    base = base - base[:-1].mean(0)
    base[-1] = 0
    _, _, axes = torch.linalg.svd(base[::2], full_matrices=False)
    base = base @ axes[:BASE].T
    seen = torch.tensor([float(counts[form]) for form in vocabulary] + [0.0])
    return vocabulary, odd, base / base.std(), 0.04 + 1.5 / (1.5 + seen)


def train(treebank, silver, news, vectors, lists, report):
    """Returns the trained pupil.

    `silver` and `news` are sentences that the teachers have labelled, of which all know likely names; `vectors` are the
    teacher's pieces' vectors. News are few, so they are learned from in a second, shorter run.
    """
    seed(5)
    upper = [recased(sentence, lambda _, form, pos: form.upper()) for sentence in treebank[5::24]]
    lower = [recased(sentence, lambda _, form, pos: form.lower()) for sentence in treebank[3::24]]
    vocabulary, casings, base, unknown = vocabulary_of(treebank + silver, vectors)
    gold = treebank + [recased(sentence, title) for sentence in treebank[1::8]] + upper + lower
    model = Pupil(vocabulary, casings, *shared.classes(treebank), base, unknown, lists)
    learn(model, [gold, silver], [FROM_TREEBANKS], (STEPS, RATE), report)
    seed(6)
    learn(model, [gold, silver, news], [FROM_TREEBANKS, 0.8], (NEWS_STEPS, NEWS_RATE), report)
    return model


def seed(number):
    torch.manual_seed(number)
    random.seed(number)


def learn(model, sources, bounds, pace, report):
    """Learns batches of the sources: the first below the first bound of a number from 0 to 1, and so on."""
    steps, rate = pace
    optimiser = torch.optim.AdamW(
        model.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=1e-3, fused=True
    )
    waiting = [[] for _ in sources]
    model.train()
    for step in range(steps):
        for own, source in zip(waiting, sources):
            own += [] if own else shared.batches(source, BATCH, True)
        chosen = sum(bound < number for number in [random.random()] for bound in bounds)
        batch = [sources[chosen][place] for place in waiting[chosen].pop()]
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (step + 1) / 200) * max(0.01, 1 - step / steps)
        loss = loss_of(model, batch, chosen > 0)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        report(f"pupil: step {step + 1} of {steps}, loss {loss.item():.3f}")


def loss_of(model, batch, from_silver):
    with torch.autocast("cpu", torch.bfloat16):
        tags, arcs, own, head, named = model(batch)
    right_tags, right_heads, right_rels = shared.targets(model, batch, arcs.shape[1])
    with torch.autocast("cpu", torch.bfloat16):
        rels = model.rel_scores(own, head, right_heads.clamp(min=0))
    if from_silver:
        tag_loss = distance_to(tags[:, 1:], [sentence["likely_tags"] for sentence in batch])
        arc_loss = distance_to(arcs[:, 1:], [sentence["likely_heads"] for sentence in batch])
    else:
        tag_loss, arc_loss = shared.loss_of(tags, right_tags), shared.loss_of(arcs, right_heads)
    name_loss = distance_to(named, [sentence["likely_names"] for sentence in batch])
    return 0.7 * tag_loss + arc_loss + 0.7 * shared.loss_of(rels, right_rels) + NAMES * name_loss


def distance_to(scores, likely):
    """Returns the cross entropy to the teacher's likeliest answers."""
    shares = torch.zeros(scores.shape)
    for place, (answers, share) in enumerate(likely):
        answers = torch.from_numpy(answers.astype(np.int64))
        share = torch.from_numpy(share.astype(np.float32))
        shares[place, : len(answers)].scatter_(1, answers, share)
    there = shares.sum(-1) > 0
    return -(shares * torch.log_softmax(scores.float(), -1)).sum(-1)[there].mean()
