"""Runs the queries of a folder over its data with rdflib and prints their rows as JSON, sorted."""

import json
import pathlib
import sys
from decimal import Decimal

import rdflib
from rdflib import Dataset, Literal

# A date is compared by its text, which must stay as it was written.
rdflib.NORMALIZE_LITERALS = False
NUMBERS = ("integer", "decimal", "double")


def shown(term):
    if term is None:
        return "-"
    if isinstance(term, Literal) and term.datatype and str(term.datatype).endswith(NUMBERS):
        return f"{float(Decimal(str(term))):.6f}"
    return str(term)


def rows(graph, query):
    result = graph.query(query)
    if result.type == "ASK":
        return [str(result.askAnswer).lower()]
    return sorted({"\t".join(shown(term) for term in row) for row in result})


folder = pathlib.Path(sys.argv[1])
graph = Dataset(default_union=True)
graph.parse(folder / "data.nq", format="nquads")
queries = json.loads((folder / "queries.json").read_text())
print(json.dumps([rows(graph, query) for query in queries]))
