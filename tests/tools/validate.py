"""Holds files against a JSON Schema, by a reader and a validator that are none of the program's.

    validate.py SCHEMA FILE...

A file is TOML, Markdown with TOML between two lines +++, or else JSON; dates count as the texts they are written as. The
problems are printed, one a line: file, place in it, what is the matter.
"""

import datetime
import json
import sys
import tomllib

import jsonschema


def plain(value):
    """The value with dates and times as texts, as readers of TOML that know JSON alone hand them over."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value


def read(path):
    with open(path, encoding="utf-8-sig") as file:
        text = file.read()
    if path.endswith(".toml"):
        return plain(tomllib.loads(text))
    if path.endswith(".md"):
        return plain(tomllib.loads(text.split("+++\n", 2)[1]))
    return json.loads(text)


def main(schema, *files):
    with open(schema, encoding="utf-8") as file:
        schema = json.load(file)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema, format_checker=jsonschema.FormatChecker())
    for path in files:
        for error in validator.iter_errors(read(path)):
            place = "/".join(str(part) for part in error.absolute_path)
            print(f"{path}: {place}: {error.message[:200]}")


main(*sys.argv[1:])
