"""Reads a Moodle XML file with moodle-xml-parser and writes what it understood as JSON."""
import dataclasses
import json
import sys

from moodle_xml_parser import parser

read = parser.parse_file(sys.argv[1])
json.dump([dataclasses.asdict(one) for one in read["multichoice"]], sys.stdout)
