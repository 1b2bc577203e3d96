"""Reads a QTI 2.1 package with onyx2moodle and turns it into QTI 3.0 with citolab-qti-convert; writes as JSON what the one
understood of each item, and which files the other would write otherwise than they stand in a QTI 3.0 package."""
import json
import pathlib
import sys
import tempfile
import zipfile

from lxml import etree
from onyx2moodle.parser import parse_item
from qti_convert import upgrade_qti2_to_qti3


def canonical(node):
    """An element without what says where schemas stand, and without layout."""
    attributes = sorted((name, text) for name, text in node.attrib.items() if "schema" not in name.lower())
    content = [(canonical(child), (child.tail or "").strip()) for child in node]
    return etree.QName(node).localname, attributes, (node.text or "").strip(), content


def understood(path):
    read = parse_item(path)
    declared = read.response_decls["RESPONSE"]
    asked = [vars(one) for one in read.interactions]
    halves = {half: [vars(one) for one in interaction.pop(half)]
              for interaction in asked for half in ("choices", "match_sources", "match_targets")}
    return {
        "name": read.identifier,
        "body": etree.tostring(read.body_xml, encoding="unicode"),
        "right": declared.correct_values,
        "shares": declared.mapping,
        "feedback": {one.identifier: one.html for one in read.feedback},
        **halves,
    }


older, newer = (zipfile.ZipFile(path) for path in sys.argv[1:])
items, otherwise = [], []
with tempfile.TemporaryDirectory() as folder:
    for name in older.namelist():
        if name != "test.xml" and not (name.startswith("items/") and name.endswith(".xml")):
            continue
        upgraded = upgrade_qti2_to_qti3(older.read(name).decode())
        if canonical(etree.fromstring(upgraded.encode())) != canonical(etree.fromstring(newer.read(name))):
            otherwise.append(name)
        if name != "test.xml":
            path = pathlib.Path(folder, "item.xml")
            path.write_bytes(older.read(name))
            items.append(understood(path))
json.dump({"items": items, "otherwise": otherwise}, sys.stdout)
