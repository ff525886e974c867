"""A page to print: the map as it is shown, with title, legend, scale bar and north arrow."""
import os

from qgis.core import QgsMapLayerLegendUtils, QgsPrintLayout, QgsReadWriteContext
from qgis.PyQt.QtXml import QDomDocument

from .styles import DENSITY
from .texts import text

TEMPLATE = os.path.join(os.path.dirname(__file__), "layouts", "map.qpt")


def new_layout(project, extent, crs):
    """A layout of the template in a project, its map showing an extent in a CRS."""
    for node in project.layerTreeRoot().findLayers():
        if node.layer() is not None and node.layer().customProperty(DENSITY) is not None:
            # a ramp with its unit says more than the name of its band
            QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, 0, " ")
    layout = QgsPrintLayout(project)
    document = QDomDocument()
    with open(TEMPLATE, encoding="utf-8") as file:
        document.setContent(file.read())
    layout.loadFromTemplate(document, QgsReadWriteContext())
    layout.setName(_free_name(project))
    shown = layout.itemById("map")
    shown.setCrs(crs)
    shown.zoomToExtent(extent)
    # in kilometres, as long as its place is wide, whatever the scale
    scale = layout.itemById("scalebar")
    scale.applyDefaultSize(scale.units())
    project.layoutManager().addLayout(layout)
    return layout


def _free_name(project):
    taken = {layout.name() for layout in project.layoutManager().layouts()}
    name, number = text("layout.name"), 1
    while name in taken:
        number += 1
        name = "%s %d" % (text("layout.name"), number)
    return name
