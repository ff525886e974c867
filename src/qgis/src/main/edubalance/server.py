"""Runs a process on a server by WPS 1.0.0, with QGIS' own network settings and authentication."""
import base64
import gzip
import json
import re
import time
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from qgis.core import QgsBlockingNetworkRequest, QgsProcessingException
from qgis.PyQt.QtCore import QByteArray, QUrl, QUrlQuery
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from .features import geojson
from .rasters import geotiff
from .settings import AUTH, SERVER, setting
from .texts import is_chinese, text

NAMESPACES = {
    "wps": "http://www.opengis.net/wps/1.0.0",
    "ows": "http://www.opengis.net/ows/1.1",
    "xlink": "http://www.w3.org/1999/xlink",
}
_HREF = "{%s}href" % NAMESPACES["xlink"]
_FORMATS = {"features": "application/json", "coverage": "image/tiff"}

#: Bodies of requests that are larger are compressed for a server that takes that.
_SMALL = 10_000

#: Seconds between two questions after the status: short at first, so that small runs are quick.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 1.0


def run(process, description, request, output, feedback):
    """Runs a process and writes its result to a file; cancelling dismisses the job."""
    server = Wps(setting(SERVER), setting(AUTH), feedback)
    server.check(process, request)
    root = server.post(_execute(process, description, request, server, feedback))
    try:
        data = _outcome(root, server, feedback)
    except QgsProcessingException:
        if feedback.isCanceled():
            server.dismiss(root.get("statusLocation"))
        raise
    if description["result"]["type"] == "features":
        data = _without_ids(data)
    with open(output, "wb") as file:
        file.write(data)


def _outcome(root, server, feedback):
    """The result of the process that a first answer is about, once it is done."""
    status_location = root.get("statusLocation")
    pause = _FIRST_PAUSE
    result = _result(root, feedback)
    while result is None:
        if feedback.isCanceled():
            raise QgsProcessingException(text("cancelled"))
        if not status_location:
            raise QgsProcessingException(text("server.noWps", server.base, root.tag))
        time.sleep(pause)
        pause = min(_LONGEST_PAUSE, pause * 1.5)
        root = server.status(status_location)
        result = _result(root, feedback)
    return result if isinstance(result, bytes) else server.get(result)


def _without_ids(data):
    """GeoJSON without its features' own ids, which OGR would put in place of an attribute named id."""
    try:
        collection = json.loads(data)
        for feature in collection["features"]:
            feature.pop("id", None)
    except (ValueError, LookupError, TypeError, AttributeError) as e:
        raise QgsProcessingException(text("server.result", e)) from e
    return json.dumps(collection, ensure_ascii=False).encode("utf-8")


class Wps:
    """A WPS 1.0.0 at an address."""

    def __init__(self, base, auth, feedback):
        self.base = base.split("?")[0].rstrip("/")
        self._auth = auth
        self._feedback = feedback
        #: Bytes that a request may have, None where the server does not say so.
        self.most = None
        self._takes_gzip = False

    def check(self, process, request):
        """Refuses a server without the process, or with one that has other inputs."""
        root = self._ask("DescribeProcess", process)
        if root.tag.endswith("ExceptionReport"):
            raise QgsProcessingException(text("server.without", self.base, process))
        for element in root.iterfind(".//ComplexData[@maximumMegabytes]"):
            megabytes = element.get("maximumMegabytes")
            self.most = int(megabytes) << 20 if megabytes.isdigit() else None
        known = {element.text for element in root.iterfind(".//Input/ows:Identifier", NAMESPACES)}
        if not known:
            raise QgsProcessingException(text("server.noWps", self.base, root.tag))
        for name in list(request.values):
            if name not in known:
                if name == "language":
                    # an older server tells its reasons in its own language
                    del request.values[name]
                else:
                    raise QgsProcessingException(text("server.inputs", self.base, process, name))

    def processes(self):
        """The names of all processes."""
        root = self._ask("GetCapabilities")
        if not root.tag.endswith("}Capabilities"):
            raise QgsProcessingException(text("server.noWps", self.base, root.tag))
        return [element.text for element in root.iterfind(".//wps:Process/ows:Identifier", NAMESPACES)]

    def describe(self, processes):
        """The descriptions of some processes."""
        root = self._ask("DescribeProcess", ",".join(processes))
        if root.tag.endswith("ExceptionReport"):
            raise QgsProcessingException(text("server.says", _exception(root)))
        return root

    def _ask(self, operation, identifier=None):
        query = QUrlQuery()
        for name, value in (
            ("service", "WPS"), ("version", "1.0.0"), ("request", operation), ("identifier", identifier)
        ):
            if value is not None:
                query.addQueryItem(name, value)
        url = QUrl(self.base)
        url.setQuery(query)
        try:
            return ElementTree.fromstring(self.get(url.toString()))
        except ElementTree.ParseError as e:
            raise QgsProcessingException(text("server.noWps", self.base, e)) from e

    def has(self, layer, count):
        """Whether a layer is the server's own, and it reads as many features of it as QGIS does."""
        if not layer.is_of(self.base):
            return False
        try:
            root = ElementTree.fromstring(self._send(self.base, layer.get_feature(hits=True).encode("utf-8")))
        except (QgsProcessingException, ElementTree.ParseError):
            # it has no WFS, or not this layer, or limits it: the features go from here
            return False
        return root.get("numberOfFeatures") == str(count)

    def get(self, url):
        return self._send(url, None)

    def post(self, document):
        return self._xml(self._send(self.base, document.encode("utf-8")))

    def status(self, location):
        try:
            return self._xml(self.get(location))
        except QgsProcessingException as e:
            if self._feedback.isCanceled():
                raise
            raise QgsProcessingException(text("server.stopped", e)) from e

    def dismiss(self, status_location):
        """Ends a job; what the server says to it is of no interest any more."""
        found = re.search(r"executionId=([\w-]+)", status_location or "")
        if found:
            url = "%s?service=WPS&version=1.0.0&request=Dismiss&executionId=%s" % (self.base, found.group(1))
            request = QgsBlockingNetworkRequest()
            request.setAuthCfg(self._auth)
            request.get(QNetworkRequest(QUrl(url)))

    def _send(self, url, body):
        blocking = QgsBlockingNetworkRequest()
        blocking.setAuthCfg(self._auth)
        request = QNetworkRequest(QUrl(url))
        request.setRawHeader(b"Accept-Language", b"zh" if is_chinese() else b"en")
        if body is None:
            code = blocking.get(request, True, self._feedback)
        else:
            request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "text/xml; charset=utf-8")
            sent = body
            if self._takes_gzip and len(body) > _SMALL:
                request.setRawHeader(b"Content-Encoding", b"gzip")
                sent = gzip.compress(body, 5)
            code = blocking.post(request, QByteArray(sent), True, self._feedback)
        reply = blocking.reply()
        # RFC 7694: a server says in its answers how requests may be compressed
        self._takes_gzip = self._takes_gzip or b"gzip" in bytes(reply.rawHeader(b"Accept-Encoding"))
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        content = bytes(reply.content())
        if status in (401, 403):
            raise QgsProcessingException(text("server.denied", self.base, status))
        if status == 413 or (body and len(body) > 1_000_000 and b"FileSizeExceeded" in content):
            limit = re.search(rb"(\d[\d ,]{5,})", content)
            raise QgsProcessingException(text(
                "server.large", round(len(body or b"") / 1e6, 1), limit.group(1).decode() if limit else "?"
            ))
        if content.lstrip()[:1] == b"<" and b"ExceptionReport" in content[:2000]:
            # an OGC exception says more than the HTTP status that it comes with
            return content
        failed = code != QgsBlockingNetworkRequest.ErrorCode.NoError or reply.error() != QNetworkReply.NetworkError.NoError
        if failed:
            if self._feedback.isCanceled():
                # it was QGIS that broke the request off
                raise QgsProcessingException(text("cancelled"))
            reason = blocking.errorMessage() or reply.errorString() or str(status)
            raise QgsProcessingException(text("server.unreachable", self.base, reason))
        return content

    def _xml(self, content):
        try:
            root = ElementTree.fromstring(content)
        except ElementTree.ParseError as e:
            raise QgsProcessingException(text("server.noWps", self.base, e)) from e
        if root.tag.endswith("ExceptionReport"):
            raise QgsProcessingException(text("server.says", _exception(root)))
        return root


def _exception(root):
    texts = [" ".join((element.text or "").split()) for element in root.iter("{%s}ExceptionText" % NAMESPACES["ows"])]
    codes = [element.get("exceptionCode") for element in root.iter("{%s}Exception" % NAMESPACES["ows"])]
    return "; ".join(filter(None, texts)) or ", ".join(filter(None, codes)) or "?"


def _result(root, feedback):
    """The result's bytes or address; None while the process is not done."""
    status = root.find("wps:Status", NAMESPACES)
    if status is None:
        return None
    failed = status.find("wps:ProcessFailed", NAMESPACES)
    if failed is not None:
        raise QgsProcessingException(text("server.says", _exception(failed)))
    started = status.find("wps:ProcessStarted", NAMESPACES)
    if started is not None:
        percent = re.match(r"\d+", started.get("percentCompleted") or "")
        feedback.setProgress(float(percent.group()) if percent else 0)
    succeeded = status.find("wps:ProcessSucceeded", NAMESPACES)
    if succeeded is None:
        return None
    if succeeded.text and succeeded.text.strip():
        # with what it chose, read otherwise, or left out
        feedback.pushInfo(text("server.says", succeeded.text.strip()))
    stored = root.find(".//wps:Output/wps:Reference", NAMESPACES)
    if stored is not None:
        return stored.get(_HREF) or stored.get("href")
    data = root.find(".//wps:Output/wps:Data/wps:ComplexData", NAMESPACES)
    return (data.text or "").encode("utf-8")


def _features(request, server, feedback):
    """The inputs that are layers: by their names those that the server has, the others with their features."""
    inputs = []
    left = server.most
    for layer, source in request.layers.items():
        there = request.published[layer]
        if there is not None and not request.computed[layer] and server.has(there, source.featureCount()):
            feedback.pushInfo(text("referenced", layer, there.name))
            inputs.append((layer, there.reference()))
            continue
        data = geojson(request, layer, feedback, left)
        feedback.pushInfo(text("sent", source.featureCount(), layer, len(data) // 1024))
        left = None if left is None else left - len(data)
        inputs.append((layer, _complex('mimeType="application/json"', escape(data))))
    return inputs


def _grids(request, server, feedback):
    """The inputs that are rasters."""
    inputs = []
    for name, raster in request.rasters.items():
        with open(geotiff(raster, name, request.transform_context(), feedback), "rb") as file:
            data = base64.b64encode(file.read()).decode("ascii")
        if server.most is not None and len(data) > server.most:
            raise QgsProcessingException(text("server.limit", name, server.most >> 20))
        inputs.append((name, _complex('mimeType="image/tiff" encoding="base64"', data)))
    return inputs


def _complex(attributes, data):
    return "<wps:Data><wps:ComplexData %s>%s</wps:ComplexData></wps:Data>" % (attributes, data)


def _execute(process, description, request, server, feedback):
    """The Execute document: asynchronous, the result stored on the server."""
    inputs = _features(request, server, feedback) + _grids(request, server, feedback)
    boxes = {item["name"] for item in description["inputs"] if item["type"] == "bbox"}
    written = {item["name"]: item["mime"] for item in description["inputs"] if "mime" in item}
    for name, values in request.values.items():
        for value in values:
            if name in written:
                inputs.append((name, _complex("mimeType=" + quoteattr(written[name]), escape(value))))
            else:
                inputs.append((name, _box(value) if name in boxes else _literal(value)))
    body = "".join(
        "<wps:Input><ows:Identifier>%s</ows:Identifier>%s</wps:Input>" % (name, data) for name, data in inputs
    )
    result = description["result"]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<wps:Execute version="1.0.0" service="WPS" xmlns:wps="%(wps)s" xmlns:ows="%(ows)s" xmlns:xlink="%(xlink)s">'
        % NAMESPACES
        + "<ows:Identifier>%s</ows:Identifier><wps:DataInputs>%s</wps:DataInputs>" % (process, body)
        + '<wps:ResponseForm><wps:ResponseDocument storeExecuteResponse="true" status="true">'
        + '<wps:Output asReference="true" mimeType=%s><ows:Identifier>%s</ows:Identifier></wps:Output>'
        % (quoteattr(_FORMATS[result["type"]]), result["name"])
        + "</wps:ResponseDocument></wps:ResponseForm></wps:Execute>"
    )


def _literal(value):
    return "<wps:Data><wps:LiteralData>%s</wps:LiteralData></wps:Data>" % escape(value)


def _box(value):
    min_x, min_y, max_x, max_y, crs = value.split(",")
    return (
        "<wps:Data><wps:BoundingBoxData crs=%s><ows:LowerCorner>%s %s</ows:LowerCorner>"
        "<ows:UpperCorner>%s %s</ows:UpperCorner></wps:BoundingBoxData></wps:Data>"
        % (quoteattr(crs), min_x, min_y, max_x, max_y)
    )
