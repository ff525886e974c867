"""Drives the server with OWSLib: WPS, WMS and OGC API - Processes (with curl for what OWSLib does not execute), every edu
process, every style in every CRS.

Usage: owslib_check.py BASE_URL. Prints a line per check; exits 1 at the first one that fails.
"""

import json
import subprocess
import sys
import time
import urllib.parse
import urllib.request

from owslib.ogcapi.processes import Processes
from owslib.wms import WebMapService
from owslib.wps import BoundingBoxDataInput, ComplexDataInput, WebProcessingService

BASE = sys.argv[1]
LAYERS = "http://geoserver/wfs?service=WFS&version=1.0.0&request=GetFeature&typeName=edu:"

STUDENT_ITEMS = ["basic_conditions/basic_conditions_%d" % i for i in range(1, 5)]
PER_PUPIL = ["computers / pupils", "books / pupils"]

# Process: layer, and the other inputs.
PROCESSES = {
    "edu:KernelDensity": ("schools", [
        ("weight", "pupils"), ("radius", "20000"), ("outputWidth", "60"), ("outputHeight", "40"),
        ("outputBBOX", BoundingBoxDataInput([93, 28.5, 95.5, 30.5], crs="EPSG:4326")),
    ]),
    "edu:EntropyScore": ("schools", [("indicators", i) for i in PER_PUPIL]),
    "edu:EntropyWeights": ("schools", [("indicators", i) for i in PER_PUPIL]),
    "edu:BalanceCoefficients": (
        "schools", [("indicators", i) for i in PER_PUPIL] + [("groupBy", "county"), ("population", "pupils")]),
    "edu:InequalityMeasures": (
        "schools", [("indicators", i) for i in PER_PUPIL] + [("groupBy", "county"), ("population", "pupils")]),
    "edu:TheilDecomposition": (
        "schools", [("indicators", i) for i in PER_PUPIL] + [("groupBy", "county"), ("population", "pupils")]),
    "edu:DagumDecomposition": (
        "schools", [("indicators", i) for i in PER_PUPIL] + [("groupBy", "county"), ("population", "pupils")]),
    "edu:ObstacleDegree": ("schools", [("indicators", i) for i in PER_PUPIL]),
    "edu:CouplingCoordination": ("schools", [("system", "nyingchi"), ("groupBy", "stage")]),
    "edu:GeoDetector": (
        "schools", [("attribute", "books/pupils"), ("factors", "county"), ("factors", "pupils:4"),
                    ("classification", "QUANTILE")]),
    "edu:BalanceTrend": (
        "school-years", [("indicators", "books/pupils"), ("year", "year"), ("id", "id"), ("groupBy", "county")]),
    "edu:AssessSchools": ("schools", [
        ("standard", "cn-2017-quality"), ("stage", "stage"), ("groupBy", "county"), ("population", "pupils"),
    ] + [("mapping", m) for m in (
        "qualified_teachers=100.0 * teachers_qualified / pupils",
        "backbone_teachers=100.0 * teachers_backbone / pupils",
        "pe_arts_teachers=100.0 * teachers_pe_arts / pupils",
        "teaching_area=1.0 * teaching_area / pupils",
        "sports_area=1.0 * sports_area / pupils",
        "equipment_value=1.0 * equipment_value / pupils",
        "multimedia_rooms=100.0 * multimedia_rooms / pupils")]),
    "edu:ResourceGap": ("schools", [
        ("standard", "cn-2017-quality"), ("goal", "ALL_MET"), ("groupBy", "county"), ("population", "pupils"),
    ]),
    "edu:AllocateResources": ("schools", [
        ("resource", "teachers_qualified"), ("population", "pupils"), ("groupBy", "stage"), ("mode", "TRANSFER"),
        ("limit", "0.25"), ("wholeUnits", "true"),
    ]),
    "edu:AssessCounty": ("schools", [
        ("county", ComplexDataInput(LAYERS + "county-figures", mimeType="application/json")),
        ("standard", "cn-2017-quality"), ("groupBy", "county"), ("population", "pupils"),
    ]),
    "edu:ProjectEnrolment": ("enrolment", [
        ("births", ComplexDataInput(LAYERS + "births", mimeType="application/json")), ("groupBy", "county"),
        ("classes", "classes"),
    ]),
    "edu:SplitStages": ("through-schools", [
        ("schoolType", "school_type"), ("pupilsPrimary", "pupils_primary"), ("pupilsJunior", "pupils_junior"),
        ("pupilsSenior", "pupils_senior"), ("shared", "books"), ("shared", "teaching_area"),
    ]),
    "edu:SurveySatisfaction": ("survey-students", [("items", i) for i in STUDENT_ITEMS] + [("groupBy", "county")]),
    "edu:SurveySample": ("survey-students", [("characteristics", "gender"), ("characteristics", "ethnicity")]),
    "edu:LocalMoran": ("schools", [("attribute", "pupils"), ("permutations", "99"), ("seed", "1")]),
    "edu:HotSpots": ("schools", [("attribute", "pupils")]),
    "edu:Accessibility": ("schools", [
        ("demand", "pupils"), ("supply", ComplexDataInput(LAYERS + "schools", mimeType="application/json")),
        ("capacity", "teachers"), ("catchment", "30000"),
    ]),
    "edu:ServiceCoverage": ("schools", [
        ("demand", "pupils"), ("supply", ComplexDataInput(LAYERS + "schools", mimeType="application/json")),
        ("distances", "10000"), ("groupBy", "county"),
    ]),
    "edu:SpatialPattern": ("schools", [("attribute", "pupils"), ("permutations", "99"), ("seed", "1")]),
    "edu:SurveyReliability": ("survey-students", [("items", i) for i in STUDENT_ITEMS]),
}
PROCESSES["edu:AssessRegions"] = PROCESSES["edu:AssessSchools"]

# What WPS gave for each process, that the other API must give too.
GIVEN = {}


def check(what, ok, detail=""):
    if not ok:
        print("FAILED", what, detail, flush=True)
        sys.exit(1)
    print("ok", what, flush=True)


def layer_as_geojson(name):
    query = BASE + "/ows?service=WPS&version=1.0.0&request=Execute&identifier=vec:Query&RawDataOutput=result"
    href = urllib.parse.quote(LAYERS + name, safe="")
    with urllib.request.urlopen(query + "&DataInputs=features=@xlink:href=" + href) as answer:
        return answer.read().decode("utf-8")


class Layers(dict):
    """GeoJSON of each layer, fetched once."""

    def __missing__(self, name):
        self[name] = layer_as_geojson(name)
        return self[name]


def result_of(execution):
    if not execution.isSucceded():
        return None, [(e.code, e.locator, e.text) for e in execution.errors]
    return execution.processOutputs[0], None


def execute(wps, identifier, source, inputs, output, asynchronous):
    execution = wps.execute(
        identifier, [("data", source)] + inputs, output=[(output, False)],
        mode="async" if asynchronous else "sync")
    deadline = time.time() + 300
    while not execution.isComplete() and time.time() < deadline:
        execution.checkStatus(sleepSecs=0.2)
    return result_of(execution)


def content_of(output):
    data = output.data[0] if output.data else output.retrieveData()
    return data if isinstance(data, str) else data.decode("utf-8", "replace")


def check_wps():
    wps = WebProcessingService(BASE + "/wps", version="1.0.0", skip_caps=True)
    wps.getcapabilities()
    check("WPS capabilities", wps.identification.type == "WPS" and wps.identification.version == "1.0.0")
    offered = [process.identifier for process in wps.processes]
    edu = [identifier for identifier in offered if identifier.startswith("edu:")]
    check("the processes of edu", set(PROCESSES) <= set(edu), sorted(set(PROCESSES) - set(edu)))
    inline = Layers()
    for identifier in sorted(offered):
        process = wps.describeprocess(identifier)
        check(
            "describe " + identifier,
            process.identifier == identifier and process.processOutputs and process.abstract
            and all(i.identifier and i.dataType for i in process.dataInputs))
    check("a request for each process of edu", set(edu) <= set(PROCESSES), sorted(set(edu) - set(PROCESSES)))
    for identifier, (layer, inputs) in sorted(PROCESSES.items()):
        output = wps.describeprocess(identifier).processOutputs[0].identifier
        seen = set()
        for how, source in (
                ("inline", ComplexDataInput(inline[layer], mimeType="application/json")),
                ("by reference", ComplexDataInput(LAYERS + layer, mimeType="application/json"))):
            for asynchronous in (False, True):
                what = "%s %s %s" % (identifier, how, "async" if asynchronous else "sync")
                result, errors = execute(wps, identifier, source, inputs, output, asynchronous)
                check(what, result is not None, errors)
                content = content_of(result)
                check(what + " has a result", len(content) > 100)
                if result.mimeType == "application/json":
                    features = json.loads(content)["features"]
                    check(what + " gives features", len(features) > 0)
                    content = json.dumps([feature["properties"] for feature in features], sort_keys=True)
                seen.add(content)
        check(identifier + " gives the same each time", len(seen) == 1, [len(s) for s in seen])
        GIVEN[identifier] = seen.pop()
    refused = wps.execute("edu:KernelDensity", [
        ("data", ComplexDataInput(LAYERS + "schools", mimeType="application/json")), ("radius", "-5")],
        output=[("result", False)], mode="async")
    while not refused.isComplete():
        refused.checkStatus(sleepSecs=0.2)
    check("a refusal", refused.errors and refused.errors[0].locator == "radius", [e.text for e in refused.errors])


def curl(*arguments):
    """The status, headers and body of an answer, got with curl as a user would."""
    answer = subprocess.run(
        ["curl", "-s", "-i", "--max-time", "300", *arguments], check=True, capture_output=True).stdout
    head, body = answer.split(b"\r\n\r\n", 1)
    lines = head.decode("ascii").split("\r\n")
    return int(lines[0].split()[1]), dict(line.lower().split(": ", 1) for line in lines[1:]), body


def as_json(value, kind):
    """An input as JSON: WPS has texts for everything."""
    if isinstance(value, ComplexDataInput):
        return {"href": value.value, "type": "text/xml"}
    if isinstance(value, BoundingBoxDataInput):
        return {"bbox": [float(v) for v in value.data]}
    if kind == "boolean":
        return value == "true"
    return float(value) if kind in ("number", "integer") else value


def body_of(description, source, inputs):
    """A request's body for the inputs of PROCESSES, written after the process's own description."""
    body = {"data": source}
    for name, value in inputs:
        described = description["inputs"][name]
        kind = described["schema"].get("type")
        if described["maxOccurs"] == 1:
            body[name] = as_json(value, kind)
        else:
            body.setdefault(name, []).append(as_json(value, kind))
    return body


def same_as_wps(result):
    """A result of a document as GIVEN has it."""
    if result.get("encoding") == "base64":
        return result["value"]
    return json.dumps([feature["properties"] for feature in result["value"]["features"]], sort_keys=True)


def check_ogcapi():
    api = Processes(BASE + "/ogc/processes/v1")
    check("OGC API landing page", api.response["title"] and len(api.links) > 4, api.response)
    check("OGC API conformance", any("processes-1/1.0/conf/core" in c for c in api.conformance()["conformsTo"]))
    check("OGC API definition", api.api()["openapi"].startswith("3.0") and "/jobs/{jobID}" in api.api()["paths"])
    offered = [process["id"] for process in api.processes()["processes"]]
    check("OGC API offers what WPS offers", set(GIVEN) <= set(offered), offered)
    inline = Layers()
    for identifier, (layer, inputs) in sorted(PROCESSES.items()):
        description = api.process(identifier)
        check("OGC API describes " + identifier, description["id"] == identifier and description["inputs"]["data"])
        url = "%s/ogc/processes/v1/processes/%s/execution" % (BASE, identifier)
        for how, source in (
                ("inline", {"value": json.loads(inline[layer]), "mediaType": "application/json"}),
                ("by reference", {"href": LAYERS + layer, "type": "text/xml"})):
            request = {"inputs": body_of(description, source, inputs), "response": "document"}
            with open("target/owslib/request.json", "w", encoding="utf-8") as file:
                json.dump(request, file, ensure_ascii=False)
            post = ["-H", "Content-Type: application/json", "--data-binary", "@target/owslib/request.json", url]
            what = "OGC API %s %s" % (identifier, how)
            status, headers, content = curl(*post)
            check(what + " sync", status == 200 and headers["content-type"] == "application/json", content[:500])
            check(what + " sync as WPS", same_as_wps(json.loads(content)["result"]) == GIVEN[identifier])
            status, headers, content = curl("-H", "Prefer: respond-async", *post)
            check(what + " async", status == 201 and headers["preference-applied"] == "respond-async", content[:500])
            job = json.loads(content)
            while job["status"] in ("accepted", "running"):
                time.sleep(0.1)
                job = json.loads(curl(headers["location"])[2])
            check(what + " async ends", job["status"] == "successful", job)
            results = [link["href"] for link in job["links"] if link["rel"].endswith("/results")]
            content = json.loads(curl(results[0])[2])
            check(what + " async as WPS", same_as_wps(content["result"]) == GIVEN[identifier])
            status, headers, content = curl("-X", "DELETE", headers["location"])
            check(what + " dismissed", status == 200 and json.loads(content)["status"] == "dismissed", content)


def check_wms(version):
    wms = WebMapService(BASE + "/wms", version=version)
    check("WMS %s capabilities" % version, wms.identification.version == version and len(wms.contents) > 0)
    boxes = {
        "EPSG:4326": (92, 28, 96, 31),
        "EPSG:3857": (10241393, 3248973, 10686671, 3632749),
        "EPSG:32646": (400000, 3100000, 800000, 3430000),
    }
    if version == "1.3.0":
        boxes["CRS:84"] = boxes["EPSG:4326"]
    for name, layer in sorted(wms.contents.items()):
        for style in sorted(layer.styles) or [""]:
            for crs, box in sorted(boxes.items()):
                if crs not in layer.crsOptions:
                    check("%s offers %s" % (name, crs), False, layer.crsOptions)
                answer = wms.getmap(
                    layers=[name], styles=[style], srs=crs, bbox=box, size=(300, 200), format="image/png",
                    transparent=True)
                picture = answer.read()
                check(
                    "WMS %s %s %s %s" % (version, name, style, crs),
                    picture[:8] == b"\x89PNG\r\n\x1a\n" and len(picture) > 300, picture[:500])


check_wps()
check_ogcapi()
for wms_version in ("1.1.1", "1.3.0"):
    check_wms(wms_version)
print("all checks passed")
