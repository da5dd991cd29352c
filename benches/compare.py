#!/usr/bin/env python3
"""Measures the program and its peers on one workload, and checks what it finds against the truth.

    benches/compare.py WORK [--sizes small,medium,large] [--runs 5] [--program FILE] [--brief]

WORK is a folder to fill: the text of `benches/corpora.sh` and the workloads that `examples/workload` makes of it are kept
there and used again. `--program` names a program that is built already. Every command runs RUNS times in turn with the others; medians of CPU seconds (user and system) and
the largest peak memory are printed, and what was found of what was planted. Peers that are not installed are left out
(`rg`, Python's `rapidfuzz`), and with `--brief` all but one thread in marks and `grep`, and the truth; slow ones run once, on the small workload. Written besides: `WORK/results.json`, which
`benches/plot.py` takes in and draws. Without `time` (of GNU) no memory below that of this program is seen.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
# Records, megabytes of drafts, planted quotations a megabyte.
SIZES = {"small": (1_000, 1.1, 24), "medium": (10_000, 21, 230), "large": (100_000, 105, 190)}
GENERATOR = TARGET / "release/examples/workload"
TIME = shutil.which("time")
PROGRAM = str(TARGET / "release/misquote")
KINDS = ("novels", "news", "scripture", "speeches")


def run(command, cwd, env=None, stdout=subprocess.DEVNULL):
    """CPU seconds, wall seconds and peak megabytes of one command."""
    # A child's peak is at least that of the program that starts it, so a small one starts it and says what it saw.
    watched = TIME and ["time", "-q", "-o", "/dev/fd/3", "-f", "%M", *command]
    read, write = os.pipe()
    start = time.monotonic()
    keep = lambda: os.dup2(write, 3)
    child = subprocess.Popen(
        watched or command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        close_fds=False,
        preexec_fn=keep,
    )
    _, _, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    os.close(write)
    with os.fdopen(read) as seen:
        peak = seen.read().strip()
    return used.ru_utime + used.ru_stime, wall, int(peak or used.ru_maxrss) / 1024


def workload(work, size):
    records, megabytes, planted = SIZES[size]
    folder = work / size
    if not (folder / "gold.json").exists():
        text = [part for kind in KINDS for part in ("--text", str(work / "corpora" / kind))]
        sizes = ["--records", str(records), "--megabytes", str(megabytes), "--planted", str(planted)]
        subprocess.run([GENERATOR, *sizes, *text, "--out", folder], check=True)
    return folder


def misquote(*more, out="/dev/null"):
    rules = ["--rules", "rules/*.toml", "--format", "json", "--output", out]
    return [PROGRAM, "check", *rules, *more, "drafts"]


def contenders(size):
    """Name, command, environment, how many times at most."""
    yield "misquote", misquote("--threads", "1"), {}, 99
    yield "misquote --allow inconsistent-quotation", misquote("--threads", "1", "--allow", "inconsistent-quotation"), {}, 99
    yield "misquote --outside-marks", misquote("--threads", "1", "--outside-marks"), {}, 99
    yield "misquote, two threads", misquote("--threads", "2"), {}, 99
    yield "grep -F -f", ["grep", "-r", "-c", "-F", "-f", "patterns.txt", "drafts"], {"LC_ALL": "C"}, 99
    if shutil.which("rg"):
        yield "rg -j1 -F -f", ["rg", "-j1", "-c", "-F", "-f", "patterns.txt", "drafts"], {}, 5
    if size == "small":
        peers = [sys.executable, str(HERE / "peers.py")]
        yield "3-gram index + difflib", [*peers, "difflib"], {}, 1
        if subprocess.run([sys.executable, "-c", "import rapidfuzz"], stderr=subprocess.DEVNULL).returncode == 0:
            yield "rapidfuzz ratio", [*peers, "rapidfuzz"], {}, 1


# What `--brief` leaves.
BRIEF = ("misquote", "misquote --allow inconsistent-quotation", "grep -F -f")


def measure(folder, size, runs, brief):
    results = {}
    for turn in range(runs):
        for name, command, env, most in contenders(size):
            if turn < most and (not brief or name in BRIEF):
                results.setdefault(name, []).append(run(command, folder, env))
    return {
        name: {
            "cpu": statistics.median(r[0] for r in rows),
            "wall": min(r[1] for r in rows),
            "memory": max(r[2] for r in rows),
        }
        for name, rows in results.items()
    }


def truth(folder, outside):
    """What was found of what was planted, from the list of all quotations."""
    more = ["--outside-marks"] if outside else []
    listed = folder / "quotes.json"
    command = [PROGRAM, "quotes", "--rules", "rules/*.toml", "--format", "json"]
    subprocess.run([*command, "--output", listed, *more, "drafts"], cwd=folder, check=False)
    quotations = json.loads(listed.read_text())["quotations"]
    by_draft = {}
    for quotation in quotations:
        by_draft.setdefault(quotation["path"], []).append(quotation)

    taken = set()

    def at(gold):
        """The quotation that is nearest to what was planted, outer ones first."""
        near = [q for q in by_draft.get(gold["draft"], ()) if q["span"]["start"] < gold["end"] and gold["start"] < q["span"]["end"]]
        taken.update(id(q) for q in near)
        return max(near, key=lambda q: q["span"]["end"] - q["span"]["start"], default=None)

    count = {"exact": [0, 0], "altered": [0, 0], "deviation": [0, 0], "found": [0, 0]}
    for gold in json.loads((folder / "gold.json").read_text()):
        quotation = at(gold)
        ids = {gold["canonical_id"], *gold["also"]}
        found = quotation is not None and any(r["id"] in ids and r["role"] != "resembles" for r in quotation["records"])
        verdict = quotation["verdict"] if found else "missed"
        rows = [("found", found)]
        # What differs from one record may be what another one says.
        if gold["severity"] == "words":
            rows.append(("deviation", verdict in ("misquoted", "ambiguous") or found and gold["also"]))
        elif gold["band"] == "exact":
            rows.append(("exact", verdict == "verbatim"))
        elif gold["severity"] == "none":
            rows.append(("altered", verdict in ("verbatim", "altered")))
        for kind, good in rows:
            count[kind][0] += bool(good)
            count[kind][1] += 1
    for decoy in json.loads((folder / "lookalikes.json").read_text()):
        at(decoy)
    planted = {id(q) for q in quotations if id(q) in taken}
    # Errors on decoys and on running text. A decoy holds words of a record, so that both are counted.
    alarms = sum(q["verdict"] in ("misquoted", "misattributed") for q in quotations if id(q) not in planted)
    golds = json.loads((folder / "gold.json").read_text())
    spans = {(g["draft"], g["start"]) for g in golds}
    decoys = 0
    for decoy in json.loads((folder / "lookalikes.json").read_text()):
        quotation = at(decoy)
        decoys += quotation is not None and (decoy["draft"], decoy["start"]) not in spans and quotation["verdict"] == "misquoted"
    return {"count": count, "quotations": len(quotations), "alarms": alarms, "decoys": decoys}


def table(size, folder, results, found):
    records, _, _ = SIZES[size]
    megabytes = sum(p.stat().st_size for p in (folder / "drafts").iterdir()) / 1e6
    grep = results["grep -F -f"]["cpu"]
    print(f"\n## {records:,} records, {megabytes:.1f} MB of drafts\n")
    print("| | CPU seconds | × grep | peak MB | wall seconds |\n| --- | --- | --- | --- | --- |")
    for name, row in results.items():
        print(f"| {name} | {row['cpu']:.3f} | {row['cpu'] / grep:.2f} | {row['memory']:.0f} | {row['wall']:.3f} |")
    share = lambda pair: f"{pair[0]}/{pair[1]} = {pair[0] / max(pair[1], 1):.2%}"
    for name, what in found.items():
        count = what["count"]
        print(f"\n{name}: planted ones found {share(count['found'])}; deviations reported {share(count['deviation'])}; ", end="")
        print(f"legitimate alterations let pass {share(count['altered'])}; exact ones verbatim {share(count['exact'])}; ", end="")
        print(f"errors elsewhere {what['alarms']} and on decoys {what['decoys']}, of {what['quotations']} quotations")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--sizes", default="small,medium,large")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--program")
    parser.add_argument("--brief", action="store_true")
    given = parser.parse_args()
    work = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    global PROGRAM
    PROGRAM = given.program or PROGRAM
    if not given.program:
        subprocess.run(["cargo", "build", "--release", "--bin", "misquote", "--example", "workload"], cwd=ROOT, check=True)
    if not (work / "corpora").exists():
        subprocess.run([HERE / "corpora.sh", work / "corpora"], check=True)
    everything = {}
    for size in given.sizes.split(","):
        folder = workload(work, size)
        one, two = folder / "one.json", folder / "two.json"
        found = {}
        if not given.brief:
            for threads, out in (("1", one), ("2", two)):
                run(misquote("--threads", threads, out=str(out)), folder)
            if one.read_bytes() != two.read_bytes():
                sys.exit("compare: two threads write other bytes than one")
            found = {"in marks": truth(folder, False), "with --outside-marks": truth(folder, True)}
        results = measure(folder, size, given.runs, given.brief)
        table(size, folder, results, found)
        everything[size] = {"records": SIZES[size][0], "megabytes": SIZES[size][1], "results": results, "found": found}
        (work / "results.json").write_text(json.dumps(everything, indent=1) + "\n")


main()
