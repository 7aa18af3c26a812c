# Pages, as JSON Lines on standard input → how long the usual Python way takes from them to Turtle: trafilatura for the body, spaCy's
# small English pipeline, a triple for each verb with a subject and an object, and pyoxigraph. What is loaded once does not count.
import gzip
import json
import resource
import sys
import time

import pyoxigraph
import spacy
import trafilatura


def words(token):
    return " ".join(one.text for one in token.subtree)


def triples(doc):
    for token in doc:
        if token.pos_ != "VERB":
            continue
        subjects = [kid for kid in token.children if kid.dep_ in ("nsubj", "nsubjpass")]
        objects = [kid for kid in token.children if kid.dep_ in ("dobj", "attr", "dative", "oprd")]
        for subject in subjects:
            for thing in objects:
                yield words(subject), token.lemma_, words(thing)


def node(kind, text):
    return pyoxigraph.NamedNode(f"https://example.org/{kind}/" + "".join(c if c.isalnum() else "_" for c in text))


nlp = pipeline()
paths = [json.loads(line)["path"] for line in sys.stdin]
store = pyoxigraph.Store()
read = made = 0
start = time.process_time()
for path in paths:
    with open(path, "rb") as file:
        data = file.read()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    text = trafilatura.extract(data)
    if not text:
        continue
    read += 1
    article = node("article", path)
    for subject, verb, thing in triples(nlp(text)):
        made += 1
        store.add(pyoxigraph.Quad(node("thing", subject), node("verb", verb), pyoxigraph.Literal(thing), article))
turtle = pyoxigraph.serialize(
    (pyoxigraph.Triple(quad.subject, quad.predicate, quad.object) for quad in store),
    format=pyoxigraph.RdfFormat.TURTLE,
)
seconds = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
version = f"trafilatura {trafilatura.__version__}, spaCy {spacy.__version__}, pyoxigraph {pyoxigraph.__version__}"
print(
    json.dumps(
        {"version": version, "seconds": seconds, "read": read, "triples": made, "bytes": len(turtle), "megabytes": peak}
    )
)
