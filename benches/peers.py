"""What people write themselves, as peers to measure against: run in the folder of a workload.

    peers.py rapidfuzz     every quoted span against every record, by ratio
    peers.py difflib       spans and records that share three words in a row, by difflib

Prints how many spans have a record at 80 % and more.
"""

import pathlib
import re
import sys

SPAN = re.compile(r'["“]([^"“”]{10,600})["”]')


def spans():
    for path in sorted(pathlib.Path("drafts").iterdir()):
        for match in SPAN.finditer(path.read_text(encoding="utf-8")):
            yield " ".join(match[1].replace("’", "'").split())


def by_rapidfuzz(records):
    from rapidfuzz import fuzz, process

    return sum(process.extractOne(span, records, scorer=fuzz.ratio, score_cutoff=80) is not None for span in spans())


def by_difflib(records):
    import difflib

    words = re.compile(r"[\w']+")
    grams = {}
    for number, record in enumerate(records):
        said = words.findall(record.lower())
        for gram in zip(said, said[1:], said[2:]):
            grams.setdefault(gram, set()).add(number)
    found = 0
    for span in spans():
        quoted = words.findall(span.lower())
        near = set().union(*(grams.get(gram, ()) for gram in zip(quoted, quoted[1:], quoted[2:])))
        found += any(difflib.SequenceMatcher(None, span, records[number], False).ratio() >= 0.8 for number in near)
    return found


records = pathlib.Path("patterns.txt").read_text(encoding="utf-8").splitlines()
print({"rapidfuzz": by_rapidfuzz, "difflib": by_difflib}[sys.argv[1]](records))
