"""A server like a GeoServer with the plugin: the embedded server's WPS, and beside it a WFS over the same schools."""
import gzip
import http.server
import re
import threading
import urllib.parse
import urllib.request

from qgis_session import layer

FIELDS = ("id", "name", "stage", "county", "books", "pupils")

_CAPABILITIES = """<wfs:WFS_Capabilities version="1.1.0" xmlns:wfs="http://www.opengis.net/wfs"
 xmlns:ows="http://www.opengis.net/ows" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:edu="http://edu"
 xmlns:ogc="http://www.opengis.net/ogc"><ows:OperationsMetadata>%s</ows:OperationsMetadata>
<FeatureTypeList xmlns="http://www.opengis.net/wfs"><FeatureType><Name>edu:schools</Name><Title>schools</Title>
<DefaultSRS>urn:x-ogc:def:crs:EPSG:4326</DefaultSRS><ows:WGS84BoundingBox><ows:LowerCorner>90 25</ows:LowerCorner>
<ows:UpperCorner>100 33</ows:UpperCorner></ows:WGS84BoundingBox></FeatureType></FeatureTypeList></wfs:WFS_Capabilities>"""

_OPERATION = (
    "<ows:Operation name='%s'><ows:DCP><ows:HTTP><ows:Get xlink:href='%s'/></ows:HTTP></ows:DCP>"
    # without which QGIS counts no features before it has them all
    "<ows:Parameter name='resultType'><ows:Value>results</ows:Value><ows:Value>hits</ows:Value></ows:Parameter>"
    "</ows:Operation>")

_SCHEMA = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:gml="http://www.opengis.net/gml"
 xmlns:edu="http://edu" targetNamespace="http://edu" elementFormDefault="qualified"><xsd:complexType name="schoolsType">
<xsd:complexContent><xsd:extension base="gml:AbstractFeatureType"><xsd:sequence>
<xsd:element name="geom" type="gml:PointPropertyType"/>%s</xsd:sequence></xsd:extension></xsd:complexContent>
</xsd:complexType><xsd:element name="schools" type="edu:schoolsType" substitutionGroup="gml:_Feature"/></xsd:schema>"""

_COLLECTION = """<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml"
 xmlns:edu="http://edu" numberOfFeatures="%d">%s</wfs:FeatureCollection>"""

_MEMBER = """<gml:featureMember><edu:schools gml:id="schools.%s"><edu:geom><gml:Point
 srsName="urn:x-ogc:def:crs:EPSG:4326"><gml:pos>%r %r</gml:pos></gml:Point></edu:geom>%s</edu:schools></gml:featureMember>"""


class GeoServerLike(http.server.ThreadingHTTPServer):
    """Listens on loopback; keeps the Execute documents that were posted, and whether each came compressed."""

    def __init__(self, behind):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = behind
        self.address = "http://127.0.0.1:%d/geoserver/ows" % self.server_port
        self.posted = []
        #: The most features of one answer, as the administrator of a GeoServer may set it.
        self.most = 1_000_000
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Handler(http.server.BaseHTTPRequestHandler):

    def log_message(self, *_):
        pass

    def do_GET(self):
        query = {key.lower(): value[0] for key, value in urllib.parse.parse_qs(self.path.partition("?")[2]).items()}
        if query.get("service", "").upper() != "WFS":
            return self.forward(None)
        if query["request"] == "GetCapabilities":
            names = ("GetCapabilities", "DescribeFeatureType", "GetFeature")
            return self.answer(_CAPABILITIES % "".join(_OPERATION % (name, self.server.address) for name in names))
        if query["request"] == "DescribeFeatureType":
            elements = ('<xsd:element name="%s" type="xsd:%s"/>' % (
                name, "int" if name in ("books", "pupils") else "string") for name in FIELDS)
            return self.answer(_SCHEMA % "".join(elements))
        return self.answer(self.features(query.get("filter", ""), query.get("resulttype") == "hits"))

    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        compressed = self.headers.get("Content-Encoding") == "gzip"
        body = (gzip.decompress(sent) if compressed else sent).decode()
        if body.startswith("<wfs:GetFeature"):
            return self.answer(self.features(body, 'resultType="hits"' in body))
        self.server.posted.append((compressed, body))
        return self.forward(sent)

    def forward(self, body):
        path = self.path.replace("/geoserver/ows", "/ows")
        headers = {name: self.headers[name] for name in ("Content-Type", "Content-Encoding") if name in self.headers}
        request = urllib.request.Request("http://127.0.0.1:%d%s" % (self.server.behind, path), body, headers)
        with urllib.request.urlopen(request, timeout=60) as got:
            self.answer(got.read().decode(), got.headers.get("Accept-Encoding"))

    def answer(self, text, accepts=None):
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        if accepts:
            self.send_header("Accept-Encoding", accepts)
        self.end_headers()
        self.wfile.write(content)

    def features(self, query, hits):
        """The schools, or those whose text in one field is as a filter says."""
        wanted = re.search(r"PropertyName>(?:edu:)?(\w+)</\w+:PropertyName>\s*<\w+:Literal>(\w+)<", query)
        chosen = [f for f in layer("schools").getFeatures() if not wanted or f[wanted.group(1)] == wanted.group(2)]
        chosen = chosen[:self.server.most]
        members = [] if hits else [
            _MEMBER % (feature["id"], feature.geometry().asPoint().y(), feature.geometry().asPoint().x(), "".join(
                "<edu:%s>%s</edu:%s>" % (name, feature[name], name) for name in FIELDS)) for feature in chosen]
        return _COLLECTION % (len(chosen), "".join(members))
