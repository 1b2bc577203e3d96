"""Reads PNG files with pypng and tells, of each: how many colours it has, how much wider than high it is, and by how much of
255 a pixel is off what the first one has at that place, on average."""

import json
import sys

import png


def read(path):
    width, height, rows, _ = png.Reader(filename=path).asRGB8()
    return width, height, [bytes(row) for row in rows]


def told(first, other):
    wide, high, reference = first
    width, height, rows = other
    colors = {row[at : at + 3] for row in rows for at in range(0, len(row), 3)}
    off = 0
    for y in range(height):
        there = reference[(2 * y + 1) * high // (2 * height)]
        here = rows[y]
        for x in range(width):
            place = (2 * x + 1) * wide // (2 * width) * 3
            off += sum(abs(here[x * 3 + part] - there[place + part]) for part in range(3)) / 3
    return {"colors": len(colors), "aspect": width / height, "off": off / (width * height)}


pictures = [read(path) for path in sys.argv[1:]]
print(json.dumps({"pictures": [told(pictures[0], picture) for picture in pictures]}))
