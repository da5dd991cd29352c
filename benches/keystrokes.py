#!/usr/bin/env python3
"""How long the language server takes for a keystroke: from the change to the diagnostics that a client asked for.

    cargo build --release && python3 benches/keystrokes.py [--words 50000] [--records 10000] [--keys 300] [--told]

Makes a folder of rules and one long draft, whose words are those of this project's own pages, as often as a language uses
its words; half of the quotations have a word changed. Types in running prose, inside quotations, and deletes. With `--told`
it is a client that does not ask but is told, and counts columns in UTF-16.
"""

import argparse
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Server:
    def __init__(self, program, folder, told):
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self.number = 0
        asks = {"general": {"positionEncodings": ["utf-8"]}, "textDocument": {"diagnostic": {}}, "workspace": {}}
        self.told = told
        capabilities = {"textDocument": {"publishDiagnostics": {"relatedInformation": True}}} if told else asks
        self.ask("initialize", {"capabilities": capabilities, "rootUri": folder.as_uri()})
        self.tell("initialized", {})

    def cpu(self):
        """Seconds that the server has computed so far, which other programs on the machine do not change; Linux only."""
        try:
            fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while True:
            message = self.hear()
            # Read as JSON only after the clock has stopped.
            if b'"id":%d' % self.number in message[:40] or json.loads(message).get("id") == self.number:
                return message

    def hear(self):
        length = 0
        while (line := self.process.stdout.readline().strip()):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return self.process.stdout.read(length)

    def diagnostics(self, document, version):
        """What there is to say of that version of a document: how many diagnostics, once they are there as text."""
        if not self.told:
            answer = self.ask("textDocument/diagnostic", {"textDocument": document})
            return lambda: len(json.loads(answer)["result"]["items"])
        while b"publishDiagnostics" not in (message := self.hear())[:80] or b'"version":%d' % version not in message[-40:]:
            pass
        return lambda: len(json.loads(message)["params"]["diagnostics"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=50_000)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--keys", type=int, default=300)
    parser.add_argument("--told", action="store_true")
    parser.add_argument("--program", default=str(ROOT / "target/release/misquote"))
    args = parser.parse_args()
    chance = random.Random(7)
    pages = " ".join(path.read_text() for path in sorted((ROOT / "tests/checks").glob("*.md")))
    vocabulary = sorted(set(re.findall(r"[a-z]{2,}", pages)))
    chance.shuffle(vocabulary)
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    words = lambda number: chance.choices(vocabulary, weights, k=number)
    sentence = lambda number: " ".join(words(number)).capitalize() + "."
    names = [f"{first} {last}" for first in ("Ada", "Olaf", "Ines", "Paul", "Mara") for last in
             ("Brenner", "Steen", "Okafor", "Lindqvist", "Marsh", "Duarte", "Kessler", "Vane", "Holt", "Ferrer")]
    records = [(chance.choice(names), sentence(chance.randint(8, 40))) for _ in range(args.records)]

    paragraphs, count = [], 0
    while count < args.words:
        parts = [sentence(chance.randint(6, 25)) for _ in range(3)]
        if chance.random() < 0.7:
            who, said = chance.choice(records)
            said = said.split()
            if chance.random() < 0.5:
                said[chance.randrange(len(said))] = chance.choice(vocabulary)
            parts.append(f"“{' '.join(said)[:-1]},” {who} said.")
        elif chance.random() < 0.5:
            parts.append(f"“{sentence(chance.randint(5, 20))[:-1]},” she said.")
        paragraphs.append(" ".join(parts))
        count += len(paragraphs[-1].split())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "rules").mkdir()
        (folder / "rules/all.toml").write_text("\n".join(
            f"[[quote]]\nid = \"r{i}\"\nspeaker = {json.dumps(who)}\ntext = {json.dumps(said)}\n"
            for i, (who, said) in enumerate(records)))
        lines = "\n\n".join(paragraphs).split("\n")
        draft = folder / "draft.md"
        draft.write_text("\n".join(lines) + "\n")
        begun = time.perf_counter()
        server = Server(args.program, folder, args.told)
        document = {"uri": draft.as_uri()}
        start = time.perf_counter()
        server.tell("textDocument/didOpen", {"textDocument": {**document, "languageId": "markdown", "version": 1, "text": draft.read_text()}})
        count_diagnostics = server.diagnostics(document, 1)
        print(f"{count} words, {args.records} records: opened in {(time.perf_counter() - start) * 1000:.0f} ms, "
              f"{count_diagnostics()} diagnostics; {time.perf_counter() - begun:.2f} s after the server was started, "
              f"{server.cpu() or 0:.2f} s of CPU", flush=True)
        time.sleep(1)
        times = {"prose": [], "quotation": []}
        before = server.cpu()
        version = 1
        for key in range(args.keys):
            where = ("prose", "quotation")[key % 2]
            number = chance.choice([i for i, line in enumerate(lines) if line and (where == "prose" or "“" in line)])
            line = lines[number]
            at = chance.randrange(line.index("“") + 3, len(line) - 8) if where == "quotation" else chance.randrange(1, max(2, line.find("“")))
            if key % 3 == 2:
                removed, typed = 1, ""
            else:
                removed, typed = 0, chance.choice("aeinrst ")
            column = lambda at: len(line[:at].encode("utf-16-le")) // 2 if args.told else len(line[:at].encode())
            change = {"range": {"start": {"line": number, "character": column(at)}, "end": {"line": number, "character": column(at + removed)}}, "text": typed}
            lines[number] = line[:at] + typed + line[at + removed:]
            version += 1
            start = time.perf_counter()
            server.tell("textDocument/didChange", {"textDocument": {**document, "version": version}, "contentChanges": [change]})
            server.diagnostics(document, version)
            times[where].append((time.perf_counter() - start) * 1000)
            time.sleep(0.01)
        after = server.cpu()
        server.ask("shutdown", None)
        server.tell("exit", None)
        server.process.wait(10)
        for where, all in times.items():
            all.sort()
            print(f"{where}: median {statistics.median(all):.1f} ms, 99th percentile {all[int(len(all) * 0.99)]:.1f} ms, longest {all[-1]:.1f} ms")
        if before is not None:
            print(f"CPU time of the server: {(after - before) * 1000 / args.keys:.1f} ms a keystroke")


if __name__ == "__main__":
    sys.exit(main())
