#!/usr/bin/env python3
"""Draws `docs/performance.svg` and the table in `docs/performance.md` from the figures in `docs/performance.json`.

    benches/plot.py WORK/results.json    take in what `benches/compare.py` measured last, size by size, and draw
    benches/plot.py                      draw again
    benches/plot.py --check              fail if the drawing or the table says other than the figures
"""

import json
import math
import pathlib
import re
import sys

DOCS = pathlib.Path(__file__).resolve().parent.parent / "docs"
FIGURES, PLOT, PAGE = DOCS / "performance.json", DOCS / "performance.svg", DOCS / "performance.md"
GREP = "grep -F -f"
TABLE = re.compile(r"(<!-- measured -->\n).*?(<!-- /measured -->)", re.DOTALL)

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 400, 70, 60, 30, 190
COLOURS = ["#0b5394", "#3d85c6", "#6aa84f", "#444444", "#b45f06", "#a64d79", "#999999"]


def figures(results):
    """What is kept of the results of `benches/compare.py`: of each size the CPU seconds and megabytes of each program."""

    def found(what):
        return {kind: what["count"][kind] for kind in ("found", "deviation", "altered", "exact")}

    return {
        name: {
            "records": size["records"],
            "megabytes": size["megabytes"],
            "results": {
                program: {"cpu": float(f"{row['cpu']:.3g}"), "memory": round(row["memory"])}
                for program, row in size["results"].items()
            },
            "found": {where: found(what) for where, what in size["found"].items()},
        }
        for name, size in results.items()
    }


def table(sizes):
    """The figures for readers: a row for each program, CPU seconds, times grep, megabytes; then what was found."""
    heads = [f"{size['records']:,} records, {size['megabytes']:g} MB" for size in sizes]
    lines = ["| CPU seconds (× `grep`), peak memory | " + " | ".join(heads) + " |", "| --- " * (len(sizes) + 1) + "|"]
    for program in dict.fromkeys(name for size in sizes for name in size["results"]):
        cells = []
        for size in sizes:
            row, grep = size["results"].get(program), size["results"].get(GREP)
            times = f" (× {row['cpu'] / grep['cpu']:.2g})" if row and grep and program != GREP else ""
            cells.append(f"{row['cpu']:g}{times}, {row['memory']} MB" if row else "–")
        lines.append(f"| {program} | " + " | ".join(cells) + " |")
    share = lambda pair: f"{pair[0]}/{pair[1]}"
    for where in dict.fromkeys(where for size in sizes for where in size["found"]):
        counts = [size["found"].get(where) for size in sizes]
        told = ["found {}, deviations {}, alterations let pass {}, verbatim {}".format(*map(share, c.values())) if c else "–" for c in counts]
        lines.append(f"| planted ones, {where} | " + " | ".join(told) + " |")
    return "\n".join(lines) + "\n"


def main():
    given = [argument for argument in sys.argv[1:] if argument != "--check"]
    kept = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    if given:
        kept.update(figures(json.loads(pathlib.Path(given[0]).read_text())))
        FIGURES.write_text(json.dumps(kept, indent=1) + "\n")
    sizes = sorted(kept.values(), key=lambda size: size["records"])
    page = PAGE.read_text()
    made = {PLOT: plot(sizes), PAGE: TABLE.sub(lambda around: around[1] + table(sizes) + around[2], page)}
    if "--check" in sys.argv:
        old = [str(path) for path, text in made.items() if path.read_text() != text]
        sys.exit(f"plot: {', '.join(old)}: not what {FIGURES} says; run benches/plot.py" if old else 0)
    for path, text in made.items():
        path.write_text(text)


def plot(sizes):
    """The SVG: CPU seconds by size, both axes logarithmic."""
    names = list(dict.fromkeys(name for size in sizes for name in size["results"]))
    points = {n: [(s["records"], s["results"][n]["cpu"]) for s in sizes if n in s["results"]] for n in names}
    costs = [max(cost, 1e-3) for row in points.values() for _, cost in row]
    low, high = math.floor(math.log10(min(costs))), math.ceil(math.log10(max(costs)))
    first, last = (math.log10(sizes[i]["records"]) for i in (0, -1))

    def x(records):
        return LEFT + (math.log10(records) - first) / max(last - first, 1e-9) * (WIDTH - LEFT - RIGHT)

    def y(cost):
        return HEIGHT - BOTTOM - (math.log10(max(cost, 1e-3)) - low) / (high - low) * (HEIGHT - BOTTOM - TOP)

    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">']
    lines.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>')
    for power in range(low, high + 1):
        at = y(10**power)
        lines.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="#ddd"/>')
        lines.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10**power:g} s</text>')
    for size in sizes:
        at = x(size["records"])
        label = f'{size["records"]:,} records'
        lines.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{label}</text>')
        lines.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 36}" text-anchor="middle">{size["megabytes"]:g} MB</text>')
    for number, (name, row) in enumerate(points.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{x(records):.1f},{y(cost):.1f}" for records, cost in row)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines += [f'<circle cx="{x(r):.1f}" cy="{y(c):.1f}" r="3" fill="{colour}"/>' for r, c in row]
        lines.append(f'<text x="{WIDTH - RIGHT + 12}" y="{TOP + 18 * number + 6}" fill="{colour}">{name}</text>')
    lines.append(f'<text x="{LEFT}" y="18">CPU seconds of a whole run, one workload, one machine</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


main()
