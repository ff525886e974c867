"""Computes a density and scores on a server and adds them to the map; for the Python console of QGIS."""
import pathlib
import tempfile

from owslib.wps import ASYNC, WebProcessingService, WFSFeatureCollection, WFSQuery
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

folder = pathlib.Path(tempfile.mkdtemp())
wps = WebProcessingService('http://localhost:8080/ows')  # GeoServer: http://localhost:8080/geoserver/ows


def run(process, inputs, file, mime_type):
    """Runs a process on the server and writes its result to a file, whose path it returns."""
    job = wps.execute(process, inputs, output=[('result', True, mime_type)], mode=ASYNC)
    while not job.isComplete():
        job.checkStatus(sleepSecs=1)
    if not job.isSucceeded():
        raise RuntimeError('; '.join(error.text for error in job.errors))
    job.getOutput(str(folder / file))
    return str(folder / file)


schools = WFSFeatureCollection('http://geoserver/wfs', WFSQuery('edu:schools'), wfsMethod='POST')

density = run('edu:KernelDensity', [
    ('data', schools), ('weight', 'pupils'), ('radius', '20000'),
], 'density.tif', 'image/tiff')
scores = run('edu:EntropyScore', [
    ('data', schools), ('groupBy', 'stage'),
    ('indicators', 'books_per_pupil=books/pupils'), ('indicators', 'area_per_pupil=teaching_area/pupils'),
], 'scores.geojson', 'application/json')

QgsProject.instance().addMapLayers([
    QgsRasterLayer(density, 'density'),
    QgsVectorLayer(scores, 'scores'),
])
