# Sentences as JSON lists of words, one a line on standard input → the names that spaCy's small English pipeline finds, as JSON
# Lines, and how long the whole pipeline took.
import json
import sys
import time

import spacy
from spacy.tokens import Doc


TYPES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
nlp = pipeline()
sentences = [json.loads(line) for line in sys.stdin]
start = time.process_time()
found = list(nlp.pipe(Doc(nlp.vocab, words=words) for words in sentences))
seconds = time.process_time() - start
for doc in found:
    names = [[name.start, name.end, TYPES[name.label_]] for name in doc.ents if name.label_ in TYPES]
    print(json.dumps(names))
version = f"spaCy {spacy.__version__}, en_core_web_sm {nlp.meta['version']}"
print(json.dumps({"version": version, "seconds": seconds}))
