"""A second teacher: the packaged MiniLM with a layer for names, taught by corpora of names."""

import itertools
import json
import random

import torch
import torch.nn.functional as F
from torch import nn

import teacher as shared

TAGS = 17  # outside, then begin and inside of each of eight types
EPOCHS, BATCH = 4, 2200
RATES = 1.5e-4, 1.5e-3  # of the packaged layers, of the new ones
LIKELIEST = 3
SHORTEST, LONGEST = 2, 120  # words of a sentence
SURNAMES, PEOPLE, LONGEST_PLACE = 20000, 50000, 4


def read(path):
    """Returns the sentences of a file with a word, the number of its tag and that of its corpus in each line."""
    sentences = []
    with open(path, encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if line]
            if SHORTEST <= len(rows) <= LONGEST:
                forms, tags, corpora = zip(*rows)
                sentences.append(
                    {"forms": list(forms), "names": [int(tag) for tag in tags], "corpus": int(corpora[0])}
                )
    return sentences


class Lists:
    """Names known beforehand, as `Lists` of the program: given names, the most frequent surnames, larger cities."""

    def __init__(self, first_names, surnames, cities):
        def column(path, most=None):
            with open(path, encoding="utf-8") as file:
                return {line.split()[0].lower() for line in itertools.islice(file, most) if line.strip()}

        self.first_names = set().union(*map(column, first_names))
        self.surnames = column(surnames, SURNAMES)
        with open(cities, encoding="utf-8") as file:
            known = json.load(file).values()
        self.places = {city["name"].lower() for city in known if city["population"] >= PEOPLE}

    def classes(self, forms):
        """Returns for each word whether it is a given name, a surname, and begins or continues a place."""
        words = [form.lower() for form in forms]
        found = [(word in self.first_names) + 2 * (word in self.surnames) for word in words]
        at = 0
        while at < len(words):
            sizes = range(min(LONGEST_PLACE, len(words) - at), 0, -1)
            size = next((n for n in sizes if " ".join(words[at : at + n]) in self.places), 0)
            for place in range(size):
                found[at + place] += 8 if place else 4
            at += max(size, 1)
        return found


class NameTeacher(nn.Module):
    """Scores of tags of names.

    The packaged network reads words without their capitals: what shape they have is added to what goes into it. Corpora
    disagree on what a name is, so the last layer may know which one it reads, and half the time does not.
    """

    def __init__(self, bert, shapes, corpora):
        super().__init__()
        self.bert, self.shapes, self.corpora = bert, shapes, corpora
        self.seen = nn.Embedding(len(shapes) + 1, shared.WIDTH)
        nn.init.zeros_(self.seen.weight)
        self.shape = nn.Embedding(len(shapes) + 1, 32)
        self.corpus = nn.Embedding(corpora + 1, 32)
        self.inner = shared.Dense(2 * shared.WIDTH + 64, 256)
        self.out = nn.Linear(256, TAGS)

    def forward(self, batch, corpora=None):
        rare, length = len(self.shapes), max(len(sentence["forms"]) for sentence in batch)
        shapes = [[self.shapes.get(shared.shape(word), rare) for word in s["forms"]] for s in batch]
        first, last = self.bert.words(batch, shapes, self.seen)
        if corpora is None:
            corpora = [self.corpora] * len(batch)
        corpus = self.corpus(torch.tensor(corpora))[:, None].expand(-1, length, -1)
        x = torch.cat([first, last, self.shape(shared.padded(shapes, length)), corpus], -1)
        return self.out(self.inner(F.dropout(x, 0.2, self.training)))


def train(sentences, bert, report):
    """Returns the trained teacher of names; it starts from the teacher's own layers."""
    torch.manual_seed(8)
    random.seed(8)
    counts = {}
    for word in (word for sentence in sentences for word in sentence["forms"]):
        counts[shared.shape(word)] = counts.get(shared.shape(word), 0) + 1
    shapes = [kind for kind, count in sorted(counts.items()) if count >= 5]
    corpora = 1 + max(sentence["corpus"] for sentence in sentences)
    model = NameTeacher(bert, {kind: number for number, kind in enumerate(shapes)}, corpora)
    packaged = [p for name, p in model.named_parameters() if shared.is_packaged(name)]
    new = [p for name, p in model.named_parameters() if not shared.is_packaged(name)]
    groups = [{"params": packaged, "lr": RATES[0]}, {"params": new, "lr": RATES[1]}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    total, step = EPOCHS * len(shared.batches(sentences, BATCH, True)), 0
    for _ in range(EPOCHS):
        model.train()
        for places in shared.batches(sentences, BATCH, True):
            warm, left = (step + 1) / (0.08 * total), (total - step) / (0.92 * total)
            for group, rate in zip(optimiser.param_groups, RATES):
                group["lr"] = rate * min(1, warm, max(0.02, left))
            batch = [sentences[place] for place in places]
            told = [s["corpus"] if random.random() < 0.5 else corpora for s in batch]
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(batch, told)
            right = shared.padded([s["names"] for s in batch], scores.shape[1], -100)
            loss = shared.loss_of(scores, right)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            report(f"teacher of names: step {step} of {total}, loss {loss.item():.3f}")
    return model


@torch.no_grad()
def label(model, sentences, report):
    """Gives each sentence the likeliest tags of names."""
    model.eval()
    for done, places in enumerate(shared.batches(sentences, 6000, False)):
        batch = [sentences[place] for place in places]
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(batch)
        shares = torch.softmax(scores.float(), -1)
        for at, sentence in enumerate(batch):
            sentence["likely_names"] = shared.likeliest(shares[at, : len(sentence["forms"])], LIKELIEST)
        report(f"teacher of names reads: batch {done + 1}")
