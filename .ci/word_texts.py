"""Compares the words that the program reads in Word documents with those that python-docx reads in them.

python-docx reads the paragraphs of the body and of its tables. What the program reads besides is told apart: notes,
headers and footers, text boxes, insertions. Words that only python-docx reads are differences: hidden text, code and
field instructions are the known ones.
"""

import re
import subprocess
import sys
from collections import Counter

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn


def words(text):
    return re.findall(r"\w+", text.replace("\u00ad", "").lower())


def body(path):
    """The words of all paragraphs of the body that python-docx finds, in tables too."""
    found = []
    for paragraph in docx.Document(path).element.body.iter(qn("w:p")):
        found += words("".join(run.text or "" for run in docx.text.paragraph.Paragraph(paragraph, None).runs))
    return Counter(found)


def everything(path):
    """The words of every text element of every part, deletions left out."""
    found = []
    for part in docx.Document(path).part.package.iter_parts():
        if not re.fullmatch(r"/word/\w+\.xml", str(part.partname)):
            continue
        # Of notes python-docx knows only the bytes.
        for paragraph in parse_xml(part.blob).iter(qn("w:p")):
            found += words("".join(element.text or "" for element in paragraph.iter(qn("w:t"))))
    return Counter(found)


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    different = 0
    for path in paths:
        try:
            theirs, most = body(path), everything(path)
        except Exception as error:  # python-docx opens fewer documents than Word does.
            print(f"{path}: python-docx cannot open it: {type(error).__name__}: {str(error)[:80]}")
            continue
        ours = Counter(words(subprocess.run([program, path], check=True, capture_output=True, text=True).stdout))
        lost, invented = theirs - ours, ours - theirs - most
        if lost or invented:
            different += 1
            print(f"{path}: only python-docx: {dict(lost.most_common(12))}; only here: {dict(invented.most_common(12))}")
    print(f"{len(paths)} documents, {different} with other words than python-docx reads")
    sys.exit(different > 0)


main()
