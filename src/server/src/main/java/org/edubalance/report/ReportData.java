package org.edubalance.report;

import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * What a report is made from.
 *
 * @param schools with pupils and what the indicators need; places are for the maps only
 * @param regions the regions' polygons, for the maps; null where there are none
 */
public record ReportData(SimpleFeatureCollection schools, SimpleFeatureCollection regions) {}
