"""Corpora in JSON, articles in CSV -> plain sentences of words, for the teacher to read."""

import csv
import gzip
import json
import re

ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Inc|Corp|Co|Ltd|vs|No|Gov|Sen|Rep|Gen|Lt|Col|Sgt"
    "|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|etc"
)
ENDS_NO_SENTENCE = (
    "Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Inc|Corp|Co|Ltd|vs|No|Gov|Sen|Rep|Gen|Lt|Col"
    "|Jan|Feb|Aug|Sept|Oct|Nov|Dec|al"
)
TOKEN = re.compile(
    rf"""https?://\S+|www\.\S+|\S+@\S+\.\w+|(?:[A-Z]\.){{2,}}|(?:{ABBREVIATIONS}|e\.g|i\.e|[A-Z])\.(?=\s|$)"""
    r"""|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?|[^\W\d_]+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m|S)\b"""
    r"""|[^\W_]+(?:\.[^\W\d_]+)+|[^\W_]+|\.\.\.|--|``|''|\S"""
)
END = re.compile(r"""(?<=[a-z0-9)”"%][.!?])["”']?\s+(?=["“(]?[A-Z0-9])""")
CLOSED_BY_ABBREVIATION = re.compile(rf"\b(?:{ENDS_NO_SENTENCE})\.$")
COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
PENN = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}
SHORTEST, LONGEST = 4, 90
# Where the corpora hold their sentences: CORE, FewRel, Re-DocRED, Text2KGBench.
KEYS = ("context", "tokens", "sents", "sent")


def read(paths):
    """Returns each sentence of the files once. They are JSON or JSON lines, plain or gzip."""
    return once(words for path in paths for words in sentences_of(path))


def sentences_of(path):
    """Yields the sentences of a file."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        values = map(json.loads, file) if ".jsonl" in str(path) else [json.load(file)]
        for value in values:
            yield from walk(value, False)


def once(sentences, known=()):
    """Returns each sentence of words of the right length that is not among the known once."""
    seen, found = {" ".join(sentence["forms"]) for sentence in known}, []
    for words in sentences:
        key = " ".join(words)
        if key not in seen and SHORTEST <= len(words) <= LONGEST:
            seen.add(key)
            found.append({"forms": words})
    return found


def others(sentences, known):
    """Returns each sentence once of tagged words that is not among the known."""
    return once(([token for word in words for token in own(word)] for words in sentences), known)


def walk(value, held):
    """Yields the sentences in a value; `held` says whether it stands under one of the keys."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, held or key in KEYS)
    elif isinstance(value, list) and held and value and isinstance(value[0], str):
        yield [token for word in value if word.strip() for token in own(word)]
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, held)
    elif isinstance(value, str) and held:
        yield TOKEN.findall(value)


def own(word):
    """Returns a word of another corpus as words of ours, which cut compounds at their hyphens."""
    word = PENN.get(word, word)
    return TOKEN.findall(word) if COMPOUND.fullmatch(word) else [word]


def read_articles(paths, left_out):
    """Returns each sentence once of articles with a title and a text; those with a title in `left_out` are left out."""
    csv.field_size_limit(10**9)
    articles = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            articles += [article for article in csv.DictReader(file) if article["title"] not in left_out]
    lines = (line for a in articles for line in [a["title"], *a["text"].split("\n")])
    return once(TOKEN.findall(part) for line in lines for part in split(line))


def split(text):
    """Yields the sentences of a text."""
    sentence = ""
    for part in END.split(text):
        sentence = (sentence + " " + part).strip()
        if not CLOSED_BY_ABBREVIATION.search(sentence):
            yield sentence
            sentence = ""
    if sentence:
        yield sentence
