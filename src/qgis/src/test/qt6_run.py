"""Run by test_qt6 in a Python of its own, given the plugin's folder: the plugin over PyQt6, with a stand-in for QGIS itself.

Says nothing if all is well.
"""
import ast
import gzip
import importlib
import pathlib
import sys
import types

from PyQt6 import QtCore

FOLDER = pathlib.Path(sys.argv[1])


class _Any(type):
    """A class that has whatever is asked of it, as often as it is asked."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        made = _Any(name, (), {})
        setattr(cls, name, made)
        return made


class _StandIn(types.ModuleType):
    """A module of QGIS, whose classes are of no use but to be named and extended."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        made = _Any(name, (), {})
        setattr(self, name, made)
        return made


def stand_in():
    """Puts PyQt6 and stand-ins where the plugin looks for QGIS 3.44."""
    for name in ("qgis", "qgis.core", "qgis.PyQt", "processing", "processing.core", "processing.core.ProcessingConfig",
                 "qgis.utils"):
        sys.modules[name] = _StandIn(name)
        sys.modules[name].__path__ = []
    for name in ("QtCore", "QtGui", "QtNetwork", "QtXml", "QtWidgets"):
        sys.modules["qgis.PyQt." + name] = importlib.import_module("PyQt6." + name)
    core = sys.modules["qgis.core"]
    core.Qgis.QGIS_VERSION_INT = 34400
    core.NULL = QtCore.QVariant()
    core.QgsProcessingException = type("QgsProcessingException", (Exception,), {})
    core.QgsApplication.instance = lambda: None


def names_of_qt():
    """Every name of Qt that the sources use is one of Qt 6: classes, enumerations by their full names, static methods."""
    for source in sorted(FOLDER.glob("*.py")):
        tree = ast.parse(source.read_text("utf-8"))
        known = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis.PyQt."):
                module = sys.modules[node.module]
                for alias in node.names:
                    assert hasattr(module, alias.name), "%s: no %s in Qt 6" % (source.name, alias.name)
                    known[alias.asname or alias.name] = getattr(module, alias.name)
        for node in ast.walk(tree):
            chain = _chain(node)
            if chain and chain[0] in known and ".".join(chain) not in FOR_QT_5:
                found = known[chain[0]]
                for name in chain[1:]:
                    assert hasattr(found, name), "%s: no %s in Qt 6" % (source.name, ".".join(chain))
                    found = getattr(found, name)


#: Used below QGIS 3.38 alone.
FOR_QT_5 = {"QVariant.Type" + rest for rest in ("", ".String", ".Double", ".LongLong")}


def _chain(node):
    names = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    return [node.id, *names] if isinstance(node, ast.Name) else None


def modules():
    """Every module of the plugin can be loaded."""
    sys.path.insert(0, str(FOLDER.parent))
    for source in sorted(FOLDER.glob("*.py")):
        importlib.import_module(FOLDER.name + ("" if source.stem == "__init__" else "." + source.stem))


def values():
    """Types of fields, and values of fields, as Qt 6 has them."""
    qt = sys.modules[FOLDER.name + ".qt"]
    assert qt.TEXT == QtCore.QMetaType.Type.QString and qt.WHOLE == QtCore.QMetaType.Type.LongLong
    assert qt.DECIMAL == QtCore.QMetaType.Type.Double
    features = sys.modules[FOLDER.name + ".features"]
    day, time = QtCore.QDate(2020, 9, 1), QtCore.QTime(8, 30)
    assert features._plain(day) == "2020-09-01" and features._plain(time) == "08:30:00"
    assert features._plain(QtCore.QDateTime(day, time)) == "2020-09-01T08:30:00"
    assert features._is_null(QtCore.QVariant()) and not features._is_null(QtCore.QVariant(0))


def addresses():
    """Addresses of servers and their layers."""
    wfs = sys.modules[FOLDER.name + ".wfs"]
    layer = wfs.PublishedLayer("http://localhost/geoserver/edu/wfs?service=WFS", "edu:schools", "EPSG:4326", "")
    assert layer.is_of("http://localhost:80/geoserver/ows") and not layer.is_of("https://localhost/geoserver/ows")


def network():
    """Requests and replies of Qt's network, around a stand-in for the sending itself."""
    from PyQt6.QtNetwork import QNetworkReply, QNetworkRequest

    sent = []

    class Blocking:
        """Answers each request with a document, and says that it takes gzip."""

        class ErrorCode:
            NoError = 0

        def setAuthCfg(self, _):
            pass

        def get(self, request, *_):
            return self.post(request, QtCore.QByteArray())

        def post(self, request, body, *_):
            sent.append((request, bytes(body)))
            return Blocking.ErrorCode.NoError

        def reply(self):
            return self

        def rawHeader(self, _):
            return QtCore.QByteArray(b"gzip")

        def attribute(self, name):
            assert name == QNetworkRequest.Attribute.HttpStatusCodeAttribute
            return 200

        def content(self):
            return QtCore.QByteArray(b"<a/>")

        def error(self):
            return QNetworkReply.NetworkError.NoError

    module = sys.modules[FOLDER.name + ".server"]
    module.QgsBlockingNetworkRequest = Blocking
    server = module.Wps("http://localhost/geoserver/ows?x=1", "", None)
    assert server.get("http://localhost/geoserver/ows?a=b") == b"<a/>"
    body = "<x>" + "小学" * 10_000 + "</x>"
    assert server.post(body).tag == "a"
    request, posted = sent[-1]
    assert gzip.decompress(posted).decode() == body
    assert bytes(request.rawHeader(b"Content-Encoding")) == b"gzip"
    assert request.header(QNetworkRequest.KnownHeaders.ContentTypeHeader) == "text/xml; charset=utf-8"
    assert request.url().toString() == "http://localhost/geoserver/ows"


if __name__ == "__main__":
    stand_in()
    for check in (names_of_qt, modules, values, addresses, network):
        check()
