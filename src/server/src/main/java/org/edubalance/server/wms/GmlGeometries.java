package org.edubalance.server.wms;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Writes geometries as GML 3.1.1, x first, as {@code srsName=EPSG:…} has it there. */
final class GmlGeometries {

    static final String GML = "http://www.opengis.net/gml";

    private final XMLStreamWriter xml;

    GmlGeometries(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * Writes a geometry.
     *
     * @param srs the name of its CRS, null where it has none
     */
    void write(Geometry geometry, String srs) throws XMLStreamException {
        if (geometry instanceof GeometryCollection collection) {
            collection(collection, srs);
            return;
        }
        start(geometry.getGeometryType(), srs);
        if (geometry instanceof Point point) {
            positions("pos", point.getCoordinateSequence());
        } else if (geometry instanceof LineString line) {
            positions("posList", line.getCoordinateSequence());
        } else if (geometry instanceof Polygon polygon && !polygon.isEmpty()) {
            ring("exterior", polygon.getExteriorRing());
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                ring("interior", polygon.getInteriorRingN(i));
            }
        }
        xml.writeEndElement();
    }

    private void collection(GeometryCollection collection, String srs) throws XMLStreamException {
        String member;
        if (collection instanceof MultiPoint) {
            member = "pointMember";
        } else if (collection instanceof MultiLineString) {
            member = "lineStringMember";
        } else {
            member = collection instanceof MultiPolygon ? "polygonMember" : "geometryMember";
        }
        boolean multi = collection.getGeometryType().startsWith("Multi");
        start(multi ? collection.getGeometryType() : "MultiGeometry", srs);
        for (int i = 0; i < collection.getNumGeometries(); i++) {
            xml.writeStartElement("gml", member, GML);
            write(collection.getGeometryN(i), null);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void ring(String role, LineString ring) throws XMLStreamException {
        xml.writeStartElement("gml", role, GML);
        xml.writeStartElement("gml", "LinearRing", GML);
        positions("posList", ring.getCoordinateSequence());
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void start(String name, String srs) throws XMLStreamException {
        xml.writeStartElement("gml", name, GML);
        if (srs != null) {
            xml.writeAttribute("srsName", srs);
        }
    }

    private void positions(String name, CoordinateSequence coordinates) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < coordinates.size(); i++) {
            text.append(i == 0 ? "" : " ")
                    .append(coordinates.getX(i))
                    .append(' ')
                    .append(coordinates.getY(i));
        }
        xml.writeStartElement("gml", name, GML);
        xml.writeCharacters(text.toString());
        xml.writeEndElement();
    }
}
