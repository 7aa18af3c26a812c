# Pages, as JSON Lines on standard input → what trafilatura reads of them, as JSON Lines, and how long it took.
import gzip
import json
import sys
import time

import trafilatura

pages = []
for line in sys.stdin:
    page = json.loads(line)
    with open(page["path"], "rb") as file:
        pages.append((file.read(), page["url"]))


def read(data, url):
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    try:
        return trafilatura.bare_extraction(
            data, url=url, with_metadata=True, include_comments=False
        )
    except Exception:
        return None


start = time.process_time()
found = [read(data, url) for data, url in pages]
seconds = time.process_time() - start
for document in found:
    line = {}
    if document is not None:
        for name in ("text", "title", "author", "date"):
            line[name] = getattr(document, name, None)
    print(json.dumps(line))
print(json.dumps({"version": trafilatura.__version__, "seconds": seconds}))
