"""Takes the pictures of the documentation in a QGIS with a window, and runs a batch as a user does.

Given to QGIS by --code; the folder for the pictures is $EDUBALANCE_PICTURES. What went wrong is in failed.txt there.
"""
import os
import pathlib
import traceback

import processing
from processing.core.ProcessingConfig import ProcessingConfig
from processing.gui.AlgorithmDialog import AlgorithmDialog
from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
from qgis.core import (
    QgsApplication, QgsCoordinateReferenceSystem, QgsLayoutExporter, QgsProject, QgsRectangle, QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEventLoop, QSize, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QHeaderView, QTableView, QToolButton, QTreeView
from qgis.utils import iface, plugins

FOLDER = pathlib.Path(os.environ["EDUBALANCE_PICTURES"])
SAMPLE = pathlib.Path(os.environ["EDUBALANCE_SAMPLE"])
CHINESE = QgsApplication.locale().startswith("zh")
SUFFIX = ".zh" if CHINESE else ""


def wait(seconds=0.5):
    """Lets QGIS draw."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def save(widget, name):
    wait()
    assert widget.grab().save(str(FOLDER / (name + SUFFIX + ".png")))


def algorithm(name):
    return QgsApplication.processingRegistry().createAlgorithmById("edubalance:" + name)


def close_panels():
    for dock in iface.mainWindow().findChildren(QDockWidget):
        if dock.objectName() not in ("Layers", "ProcessingToolbox"):
            dock.close()


def toolbox():
    """The toolbox, with the provider's groups open."""
    dock = iface.mainWindow().findChild(QDockWidget, "ProcessingToolbox")
    dock.show()
    iface.mainWindow().resize(1500, 950)
    iface.mainWindow().resizeDocks([dock], [400], Qt.Orientation.Horizontal)
    wait(1)
    tree = dock.findChildren(QTreeView)[0]
    model = tree.model()
    tree.collapseAll()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if model.data(index) == plugins["edubalance"].provider.name():
            tree.expandRecursively(index)
            tree.scrollTo(index, QTreeView.ScrollHint.PositionAtTop)
    dock.setFloating(True)
    dock.resize(400, 900)
    wait(1)
    tree.scrollTo(index_of(tree), QTreeView.ScrollHint.PositionAtTop)
    save(dock, "qgis-toolbox")
    dock.setFloating(False)
    dock.close()


def index_of(tree):
    model = tree.model()
    for row in range(model.rowCount()):
        if model.data(model.index(row, 0)) == plugins["edubalance"].provider.name():
            return model.index(row, 0)
    raise AssertionError("the provider is not in the toolbox")


def dialog():
    """The dialog of the scores, filled in."""
    shown = AlgorithmDialog(algorithm("entropyscore"), parent=iface.mainWindow())
    shown.setParameters({
        "data": layers["schools"].id(), "groupBy": "stage",
        "indicators": ["books", '"books" / "pupils"', "positive", "area", '"teaching_area" / "pupils"', "positive"],
    })
    shown.resize(QSize(900, 640))
    shown.show()
    save(shown, "qgis-dialog")
    # the table, which may be a dialog of its own that waits
    QTimer.singleShot(1500, lambda: save_table(shown))
    shown.mainWidget().wrappers["indicators"].wrappedWidget().findChild(QToolButton).click()
    wait(3)
    shown.close()


def save_table(shown):
    own = QApplication.activeModalWidget()
    table = (own or shown).findChild(QTableView)
    table.horizontalHeader().resizeSections(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setStretchLastSection(True)
    save(own or shown, "qgis-indicators")
    if own is not None:
        own.close()


def result():
    """The ready model, its layers as QGIS loads them."""
    given = {
        "schools": layers["schools"].id(), "counties": layers["counties"].id(), "county": "county", "stage": "stage",
        "pupils": "pupils", "radius": 20000, "system": "nyingchi", "standard": "cn-2017-quality",
    }
    for output in ("density", "scores", "balance", "verdict"):
        given["%s:%s" % (output, output)] = "TEMPORARY_OUTPUT"
    processing.runAndLoadResults("edubalance:pointstoverdict", given)
    root = QgsProject.instance().layerTreeRoot()
    for node in root.findLayers():
        node.setExpanded(False)
    for name in ("schools", "counties"):
        root.findLayer(layers[name].id()).setItemVisibilityChecked(False)
    names = sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())
    (FOLDER / ("layers%s.txt" % SUFFIX)).write_text("\n".join(names), "utf-8")
    order = [n for key in WORDS for n in root.findLayers() if n.name() == WORDS[key][CHINESE]]
    for node in order:
        copy = node.clone()
        root.addChildNode(copy)
        root.removeChildNode(node)
    for node in root.findLayers():
        node.setExpanded(node.name() in (WORDS[key][CHINESE] for key in ("scores", "density", "verdict")))
        if node.name() in (WORDS["balance"][CHINESE], WORDS["verdict"][CHINESE]):
            node.setItemVisibilityChecked(node.name() == WORDS["verdict"][CHINESE])
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:32646"))
    canvas = iface.mapCanvas()
    canvas.setExtent(EXTENT)
    canvas.refresh()
    wait(4)
    iface.messageBar().clearWidgets()
    save(iface.mainWindow(), "qgis-result")


#: The names of the model's layers.
WORDS = {
    "scores": ("Scores of the schools", "学校得分"), "density": ("Density of pupils", "学生密度"),
    "balance": ("Balance of the counties", "各县均衡系数"), "verdict": ("Verdict on the counties", "各县达标评定"),
}
EXTENT = QgsRectangle(400000, 3030000, 1085000, 3430000)


def layout():
    """The page that the plugin's menu opens."""
    QgsProject.instance().setTitle("林芝教育资源" if CHINESE else "Educational resources in Nyingchi")
    plugins["edubalance"].new_layout()
    page = QgsProject.instance().layoutManager().layouts()[0]
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 110
    file = str(FOLDER / ("qgis-layout%s.png" % SUFFIX))
    assert QgsLayoutExporter(page).exportToImage(file, settings) == QgsLayoutExporter.ExportResult.Success


def batch():
    """Two runs of one algorithm by the batch dialog, into two files."""
    shown = BatchAlgorithmDialog(algorithm("surveysample"), parent=iface.mainWindow())
    panel = shown.mainWidget()
    files = [FOLDER / ("batch-%s%s.gpkg" % (field, SUFFIX)) for field in ("county", "stage")]
    panel.addRow(1)
    for row, (field, file) in enumerate(zip(("county", "stage"), files)):
        given = {"data": layers["schools"].source(), "characteristics": [field]}
        for parameter, value in given.items():
            wrapper = panel.wrappers[row][panel.parameter_to_column[parameter]]
            wrapper.setParameterValue(value, panel.processing_context)
        panel.tblParameters.cellWidget(row + 1, panel.parameter_to_column["OUTPUT"]).setValue(str(file))
    shown.resize(QSize(1000, 400))
    shown.show()
    save(shown, "qgis-batch")
    shown.runAlgorithm()
    for _ in range(60):
        if all(file.exists() for file in files):
            break
        wait(1)
    assert all(file.exists() for file in files), "the batch wrote nothing"
    shown.close()


layers = {}


def run():
    try:
        ProcessingConfig.settings["EDUBALANCE_JAR"].setValue(os.environ["EDUBALANCE_JAR"])
        ProcessingConfig.settings["EDUBALANCE_JAVA"].setValue(os.environ["EDUBALANCE_JAVA"])
        for name in ("counties", "schools"):
            layers[name] = QgsVectorLayer(str(SAMPLE / (name + ".geojson")), name, "ogr")
            QgsProject.instance().addMapLayer(layers[name])
        QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:32646"))
        close_panels()
        toolbox()
        dialog()
        batch()
        result()
        layout()
        (FOLDER / ("done%s.txt" % SUFFIX)).write_text("done")
    except BaseException:
        (FOLDER / "failed.txt").write_text(traceback.format_exc())
    finally:
        QgsProject.instance().setDirty(False)
        os._exit(0)


QTimer.singleShot(3000, run)
