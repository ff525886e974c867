"""A QGIS without a window, with the packaged plugin in it, and a server to run processes on."""
import contextlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import unittest.mock
import urllib.request
import zipfile

from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject, QgsVectorLayer

SAMPLE = pathlib.Path("sample-data").resolve()
PLUGIN = os.environ["EDUBALANCE_PLUGIN"]
JAR = os.environ["EDUBALANCE_JAR"]
JAVA = os.environ["EDUBALANCE_JAVA"]

_home = tempfile.TemporaryDirectory(prefix="edubalance-qgis-")
_application = None
_provider = None


def start():
    """Starts QGIS once; returns the provider."""
    global _application, _provider
    if _provider is not None:
        return _provider
    with zipfile.ZipFile(PLUGIN) as plugin:
        plugin.extractall(_home.name)
    sys.path.insert(0, _home.name)
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = _home.name
    _application = QgsApplication([], False)
    _application.initQgis()
    sys.path.append(os.path.join(QgsApplication.pkgDataPath(), "python", "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    import edubalance

    plugin = edubalance.classFactory(None)
    plugin.initProcessing()
    _provider = QgsApplication.processingRegistry().providerById("edubalance")
    set_up(EDUBALANCE_JAR=JAR, EDUBALANCE_JAVA=JAVA)
    return _provider


def set_up(**settings):
    """Sets settings of the provider."""
    from processing.core.ProcessingConfig import ProcessingConfig

    for name, value in settings.items():
        ProcessingConfig.settings[name].setValue(value)


@contextlib.contextmanager
def chinese():
    """While it lasts, QGIS speaks Chinese."""
    import edubalance.local
    import edubalance.request
    import edubalance.server
    import edubalance.texts

    with contextlib.ExitStack() as stack:
        for module in (edubalance.texts, edubalance.local, edubalance.request, edubalance.server):
            stack.enter_context(unittest.mock.patch.object(module, "is_chinese", lambda: True))
        yield


def layer(name):
    """A layer of the sample data."""
    for ending in (".geojson", ".csv"):
        path = SAMPLE / (name + ending)
        if path.exists():
            found = QgsVectorLayer(str(path), name, "ogr")
            assert found.isValid(), path
            return found
    raise AssertionError(name)


class Feedback(QgsProcessingFeedback):
    """Keeps what a user would read."""

    def __init__(self):
        super().__init__(False)
        self.said = []

    def pushInfo(self, info):
        self.said.append(info)

    def pushWarning(self, warning):
        self.said.append(warning)

    def reportError(self, error, fatalError=False):
        self.said.append(error)


def run(algorithm, parameters, feedback=None):
    """Runs an algorithm into a temporary layer or file; returns the layer, or the file of a raster."""
    import processing

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"OUTPUT": "TEMPORARY_OUTPUT", **parameters}
    result = processing.run("edubalance:" + algorithm, parameters, context=context, feedback=feedback or Feedback())
    return result["OUTPUT"]


def rows(found, *columns):
    """The values of some columns, numbers as they are."""
    return [tuple(feature[column] for column in columns) for feature in found.getFeatures()]


def command_line(process, output, *inputs):
    """Runs a process by the command line itself, which the algorithms are held to."""
    line = [JAVA, "-jar", JAR, "run", process, "-o", str(output)]
    for given in inputs:
        line += ["-i", given]
    subprocess.run(line, check=True, stderr=subprocess.PIPE, timeout=120)
    if str(output).endswith(".geojson"):
        return json.loads(pathlib.Path(output).read_text("utf-8"))
    return output


class Server:
    """The embedded server over the sample data, on loopback."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = "http://127.0.0.1:%d/ows" % self.port
        self._process = subprocess.Popen(
            [JAVA, "-jar", JAR, "serve", "--port", str(self.port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + 240
        while time.monotonic() < end:
            try:
                urllib.request.urlopen("http://127.0.0.1:%d/actuator/health" % self.port, timeout=2).close()
                return
            except OSError:
                assert self._process.poll() is None, "the server ended"
                time.sleep(0.1)
        self.stop()
        raise AssertionError("the server does not start")

    def stop(self):
        """Ends the server, without asking it."""
        self._process.kill()
        self._process.wait(20)
