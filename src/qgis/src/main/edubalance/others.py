"""The other processes of a server, such as those of vec, by what it says of them in DescribeProcess alone."""
import json
import os
import re

from qgis.core import QgsApplication, QgsFeedback

from .server import NAMESPACES, Wps
from .settings import AUTH, SERVER, setting

#: The group of the toolbox that they are in.
GROUP = "other"

#: Processes that are asked for at once.
_BATCH = 40

#: Formats that a user can write down, for inputs that are neither features nor grids.
_WRITTEN = ("application/wkt", "text/plain; subtype=cql")


def read():
    """Reads from the server that is set what it has besides the plugin's own processes, and keeps it.

    Returns how many can be algorithms, and how many can't: those without features or a grid as their result, or with an
    input that nobody can write down. Raises QgsProcessingException if the server does not answer.
    """
    server = Wps(setting(SERVER), setting(AUTH), QgsFeedback())
    names = [name for name in server.processes() if not name.startswith("edu:")]
    found = []
    for at in range(0, len(names), _BATCH):
        elements = server.describe(names[at:at + _BATCH]).iter("ProcessDescription")
        found += filter(None, map(_description, elements))
    os.makedirs(os.path.dirname(_file()), exist_ok=True)
    with open(_file(), "w", encoding="utf-8") as file:
        json.dump({"server": setting(SERVER), "processes": found}, file, ensure_ascii=False)
    return len(found), len(names) - len(found)


def kept():
    """The descriptions that were read last, if they are of the server that is set now."""
    try:
        with open(_file(), encoding="utf-8") as file:
            last = json.load(file)
        return last["processes"] if last["server"] == setting(SERVER) else []
    except (OSError, ValueError, LookupError, TypeError):
        # none were read, or by another version
        return []


def _file():
    return os.path.join(QgsApplication.qgisSettingsDirPath(), "edubalance", "other-processes.json")


def _description(element):
    """A description in the form of processes.json; None for a process that can't be an algorithm."""
    inputs = []
    for given in element.iterfind("DataInputs/Input"):
        made = _input(given)
        if made is not None:
            inputs.append(made)
        elif given.get("minOccurs") != "0":
            return None
    output = element.find("ProcessOutputs/Output")
    kind = {} if output is None else _complex(output.find("ComplexOutput"))
    if kind.get("type") not in ("features", "coverage"):
        return None
    return {
        "id": _text(element, "Identifier"), "group": GROUP, "title": _in_both(_text(element, "Title")),
        "description": _in_both(_text(element, "Abstract")), "inputs": inputs,
        "result": {"name": _text(output, "Identifier"), "type": kind["type"], "help": _in_both(_text(output, "Abstract"))},
    }


def _input(element):
    literal = element.find("LiteralData")
    if literal is not None:
        kind = _literal(literal)
    elif element.find("BoundingBoxData") is not None:
        kind = {"type": "bbox"}
    else:
        kind = _complex(element.find("ComplexData"))
    if not kind:
        return None
    most = element.get("maxOccurs", "1")
    repeated = kind["type"] in ("text", "number", "integer") and "mime" not in kind and most != "1"
    name = _text(element, "Identifier")
    return {
        "name": name, "title": _in_both(_text(element, "Title") or name), "help": _in_both(_text(element, "Abstract")),
        "min": int(element.get("minOccurs", "1")), "max": 2 if repeated else 1, "advanced": False, **kind,
    }


def _literal(element):
    told = element.find("ows:DataType", NAMESPACES)
    name = "" if told is None else (told.text or told.get("{%s}reference" % NAMESPACES["ows"]) or "")
    name = re.split("[:#]", name)[-1].lower()
    choices = [value.text for value in element.iterfind("ows:AllowedValues/ows:Value", NAMESPACES)]
    default = element.findtext("DefaultValue")
    if name in ("double", "float", "decimal"):
        kind, parse = "number", float
    elif name in ("int", "integer", "long", "short", "byte", "nonnegativeinteger", "positiveinteger"):
        kind, parse = "integer", int
    elif name == "boolean":
        kind, parse = "boolean", "true".__eq__
    elif choices:
        kind, parse = "choice", str
    else:
        kind, parse = "text", str
    made = {"type": kind}
    if kind == "choice":
        made["choices"] = choices
    try:
        if default:
            made["default"] = parse(default)
    except ValueError:
        # a number that is written as none: not given, the server takes it by itself
        pass
    return made


def _complex(element):
    """What the formats of a value make it; nothing for what is neither features, nor a grid, nor can be written down."""
    formats = set() if element is None else {(mime.text or "").strip() for mime in element.iter("MimeType")}
    for mime in _WRITTEN:
        if mime in formats:
            return {"type": "text", "mime": mime}
    if "image/tiff" in formats:
        return {"type": "coverage"}
    if "application/json" in formats:
        return {"type": "features", "geometry": "none", "whole": True}
    return {}


def _text(element, name):
    return (element.findtext("ows:" + name, "", NAMESPACES) or "").strip()


def _in_both(words):
    return {"en": words, "zh": words}
