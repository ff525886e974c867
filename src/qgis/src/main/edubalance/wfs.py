"""Layers that the server has itself: it reads them in place, and they need not travel."""
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from qgis.core import QgsDataSourceUri, QgsExpression, QgsOgcUtils, QgsProcessingFeatureSourceDefinition
from qgis.PyQt.QtCore import QUrl, QUrlQuery
from qgis.PyQt.QtXml import QDomDocument

_OGC = "{http://www.opengis.net/ogc}"

#: What every version of the filters writes alike, and every server understands alike.
_TOLD = {
    _OGC + name for name in (
        "Filter", "And", "Or", "Not", "PropertyIsEqualTo", "PropertyIsNotEqualTo", "PropertyIsLessThan",
        "PropertyIsLessThanOrEqualTo", "PropertyIsGreaterThan", "PropertyIsGreaterThanOrEqualTo", "PropertyIsBetween",
        "LowerBoundary", "UpperBoundary", "PropertyIsNull", "PropertyName", "Literal",
    )
}

#: Parameters of a layer's source by which QGIS shows less than the server has, or shows it elsewhere.
_CHANGING = ("maxNumFeatures", "geometryTypeFilter", "IgnoreAxisOrientation", "InvertAxisOrientation")

#: Parameters of a request, which QGIS leaves out of an address.
_OF_REQUESTS = {"service", "version", "request", "typename", "typenames", "outputformat"}

_DEFAULT_PORTS = {"http": 80, "https": 443}


class PublishedLayer:
    """A layer of a WFS, whole and as it is there, but for a filter: what has to be asked for to read it."""

    def __init__(self, address, name, srs, ogc_filter):
        self.name = name
        self._root = _root(QUrl(address), name)
        self._srs = srs
        self._filter = ogc_filter

    def is_of(self, server):
        """Whether the WFS is a service of the same application as a server's WPS."""
        return self._root is not None and self._root == _root(QUrl(server), self.name)

    def get_feature(self, hits=False):
        """The request for its features, or for their number alone."""
        srs = " srsName=" + quoteattr(self._srs) if self._srs else ""
        return (
            '<wfs:GetFeature xmlns:wfs="http://www.opengis.net/wfs" xmlns:ogc="http://www.opengis.net/ogc" '
            'service="WFS" version="1.1.0"%s><wfs:Query typeName=%s%s>%s</wfs:Query></wfs:GetFeature>'
            % (' resultType="hits"' if hits else "", quoteattr(self.name), srs, self._filter)
        )

    def reference(self):
        """The request as an input of an Execute document, by the host that means the server itself."""
        return (
            '<wps:Reference mimeType="text/xml" method="POST" xlink:href="http://geoserver/wfs"><wps:Body>%s</wps:Body>'
            "</wps:Reference>" % self.get_feature()
        )


def published(layer, given):
    """A layer as its WFS has it; None if it is of no WFS, or is not there as QGIS shows it.

    ``given`` is what the user gave: of selected features, for example, the features themselves have to go.
    """
    if layer is None or layer.providerType() != "WFS" or _is_part(given) or layer.isModified():
        return None
    own = layer.dataProvider()
    if layer.fields().names() != own.fields().names() or layer.crs() != own.crs():
        # joined or computed fields, or another CRS laid over it
        return None
    uri = QgsDataSourceUri(layer.source())
    address, name, srs = uri.param("url"), uri.param("typename"), layer.crs().authid()
    extra = {key.lower() for key, _ in QUrlQuery(QUrl(address)).queryItems()} - _OF_REQUESTS
    if not address or ":" not in name or extra or any(uri.hasParam(key) for key in _CHANGING):
        return None
    if layer.isSpatial() and not srs.startswith("EPSG:"):
        return None
    ogc_filter = _ogc_filter(layer.subsetString())
    return None if ogc_filter is None else PublishedLayer(address, name, srs if layer.isSpatial() else "", ogc_filter)


def _is_part(given):
    if not isinstance(given, QgsProcessingFeatureSourceDefinition):
        return False
    # the expression came with a later QGIS
    return given.selectedFeaturesOnly or given.featureLimit >= 0 or bool(getattr(given, "filterExpression", ""))


def _ogc_filter(subset):
    """A filter of QGIS as an OGC one, empty for none; None for what can't be told so."""
    if not subset:
        return ""
    document = QDomDocument()
    expression = QgsExpression(subset)
    # a SELECT of the WFS provider is no expression
    if expression.hasParserError():
        return None
    told = QgsOgcUtils.expressionToOgcFilter(expression, document)
    if told.isNull():
        return None
    document.appendChild(told)
    written = document.toString(-1)
    try:
        names = {element.tag for element in ElementTree.fromstring(written).iter()}
    except ElementTree.ParseError:
        # a text with characters that XML has not
        return None
    return written if names <= _TOLD else None


def _root(url, name):
    """Where an application lies: its scheme, host, port, and path without the service; None if the URL is none.

    The services of a workspace, or of a layer, lie below it and are of the same application.
    """
    if not url.isValid() or not url.host():
        return None
    parts = url.path().strip("/").split("/")[:-1]
    workspace = name.split(":", 1)
    if parts[-2:] == workspace:
        parts = parts[:-2]
    elif parts[-1:] == workspace[:1]:
        parts = parts[:-1]
    return url.scheme(), url.host(), url.port(_DEFAULT_PORTS.get(url.scheme(), -1)), tuple(parts)
