#!/usr/bin/env python3
"""Draws `docs/performance.svg` from the `results.json` of `benches/compare.py`: CPU seconds by size, both axes logarithmic.

    benches/plot.py WORK/results.json [docs/performance.svg]
"""

import json
import math
import pathlib
import sys

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 400, 70, 60, 30, 190
COLOURS = ["#0b5394", "#3d85c6", "#6aa84f", "#444444", "#b45f06", "#a64d79", "#999999"]


def main():
    sizes = json.loads(pathlib.Path(sys.argv[1]).read_text())
    out = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "docs/performance.svg")
    sizes = sorted(sizes.values(), key=lambda size: size["records"])
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
    out.write_text("\n".join([*lines, "</svg>"]) + "\n")


main()
