"""CoNLL-U files -> sentences."""

import gzip


def read(path):
    """Returns the sentences of a file, plain or gzip: forms, tags ("UPOS|XPOS"), heads (from 1, 0 is the root), relations."""
    opener = gzip.open if str(path).endswith(".gz") else open
    sentences, rows = [], []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                rows.append(columns)
            elif line == "\n" and rows:
                sentences.append(sentence(rows))
                rows = []
    return sentences


def sentence(rows):
    return {
        "forms": [row[1] for row in rows],
        "tags": [row[3] + "|" + row[4] for row in rows],
        "heads": [int(row[6]) for row in rows],
        "rels": [row[7] for row in rows],
    }
