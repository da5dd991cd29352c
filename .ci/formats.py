"""Compares the words that the program reads in files with those that other programs read in them."""

import html.parser
import pathlib
import re
import subprocess
import sys
from collections import Counter


class Text(html.parser.HTMLParser):
    """The text of a page that is shown."""

    HIDDEN = {"script", "style", "noscript", "template"}
    INLINE = {"a", "b", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup", "u", "tt", "cite"}

    def __init__(self, hidden):
        super().__init__()
        self.text, self.hidden, self.hides = [], 0, hidden

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in self.hides
        if tag not in self.INLINE:
            self.text.append(" ")

    def handle_endtag(self, tag):
        self.hidden -= tag in self.hides
        if tag not in self.INLINE:
            self.text.append(" ")

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def of_html(page, hidden=Text.HIDDEN):
    parser = Text(hidden)
    parser.feed(page)
    return "".join(parser.text)


# What these programs set in `pre` is a listing: no prose.
LISTING = Text.HIDDEN | {"pre"}


def oracle(path):
    """The name of a program that knows the format, and the text that it reads."""
    if path.suffix == ".adoc":
        return "asciidoctor", of_html(run("asciidoctor", "-b", "html5", "-s", "-a", "showtitle", "-o", "-", str(path)), LISTING)
    if path.suffix == ".rst":
        from docutils.core import publish_parts

        parts = publish_parts(path.read_text(), writer_name="html5", settings_overrides={"report_level": 5, "halt_level": 5})
        return "docutils", of_html(parts["html_body"], LISTING)
    if path.suffix == ".html":
        return "python", of_html(path.read_text())
    return "pandoc", run("pandoc", str(path), "-t", "plain", "--wrap=none")


def words(text):
    """Words of letters: numbers are footnote marks as often as not. pandoc sets an accent on a dotless i as it stands."""
    text = text.replace("\u0131\u0308", "ï")
    return Counter(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text.replace("\u00ad", "").lower()))


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    different = 0
    for path in sorted(folder.iterdir()):
        name, text = oracle(path)
        theirs, ours = words(text), words(run(program, str(path)))
        # pandoc keeps the title of LaTeX for a template.
        if path.name == "written.tex":
            theirs += words("The bridge at Aldham")
        same = theirs == ours
        different += not same
        print(f"{path.name:<16} {name:<12} {sum(ours.values()):>4} words  {'the same' if same else 'DIFFERENT'}")
        for sign, words_only in (("only here", ours - theirs), (f"only {name}", theirs - ours)):
            if words_only:
                print(f"    {sign}: {' '.join(sorted(words_only.elements()))}")
    sys.exit(different > 0)


main()
