package org.edubalance.io.kml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.edubalance.messages.Refusal;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;

/** The geometries of one placemark. Altitudes that are all 0 are what programs write for none. */
final class KmlGeometry {

    /** Without the hexadecimal and other forms that Java reads. */
    private static final Pattern NUMBER = Pattern.compile("[-+.eE\\d]+");

    private final GeometryFactory factory = new GeometryFactory();
    private final XMLStreamReader xml;
    private final List<Geometry> geometries = new ArrayList<>();

    KmlGeometry(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Reads the geometry that the reader stands at. */
    void add() throws XMLStreamException {
        if (!geometries.isEmpty()) {
            throw Refusal.of("format.kml.geometries");
        }
        Geometry read = read();
        if (read != null) {
            geometries.add(read);
        }
    }

    /** The geometry; null if there is none. */
    Geometry whole() {
        return geometries.isEmpty() ? null : geometries.get(0);
    }

    private Geometry read() throws XMLStreamException {
        switch (xml.getLocalName()) {
            case "Point": {
                Coordinate[] coordinates = coordinates();
                if (coordinates.length > 1) {
                    throw Refusal.of("format.kml.point", "got", coordinates.length);
                }
                return coordinates.length == 0 ? null : factory.createPoint(coordinates[0]);
            }
            case "LineString":
                return factory.createLineString(coordinates());
            case "LinearRing":
                return factory.createLinearRing(coordinates());
            case "Polygon":
                return polygon();
            case "MultiGeometry":
                return collection();
            default:
                skip(xml);
                return null;
        }
    }

    private Geometry polygon() throws XMLStreamException {
        LinearRing shell = null;
        List<LinearRing> holes = new ArrayList<>();
        while (nextChild(xml)) {
            String boundary = xml.getLocalName();
            if (!boundary.equals("outerBoundaryIs") && !boundary.equals("innerBoundaryIs")) {
                skip(xml);
                continue;
            }
            while (nextChild(xml)) {
                if (!xml.getLocalName().equals("LinearRing")) {
                    skip(xml);
                    continue;
                }
                LinearRing ring = factory.createLinearRing(coordinates());
                if (boundary.startsWith("inner")) {
                    holes.add(ring);
                } else if (shell == null) {
                    shell = ring;
                } else {
                    throw Refusal.of("format.kml.polygon");
                }
            }
        }
        if (shell == null) {
            throw Refusal.of("format.kml.polygon");
        }
        return factory.createPolygon(shell, holes.toArray(LinearRing[]::new));
    }

    private Geometry collection() throws XMLStreamException {
        List<Geometry> parts = new ArrayList<>();
        while (nextChild(xml)) {
            Geometry part = read();
            if (part != null) {
                parts.add(part);
            }
        }
        if (parts.isEmpty()) {
            return null;
        }
        // of one kind a MultiPoint and so on; of several, or of collections, a GeometryCollection
        return parts.size() == 1 || parts.stream().anyMatch(part -> part.getNumGeometries() != 1 && !part.isEmpty())
                ? factory.createGeometryCollection(parts.toArray(Geometry[]::new))
                : factory.buildGeometry(parts);
    }

    /** The coordinates of the geometry that the reader stands at, up to its end. */
    private Coordinate[] coordinates() throws XMLStreamException {
        Coordinate[] found = new Coordinate[0];
        while (nextChild(xml)) {
            if (xml.getLocalName().equals("coordinates")) {
                found = coordinates(xml.getElementText());
            } else {
                skip(xml);
            }
        }
        return found;
    }

    /** {@code lon,lat[,altitude] lon,lat[,altitude] …}; blanks after the commas, which people write, are no ends. */
    static Coordinate[] coordinates(String text) {
        String[] tuples = text.strip().replaceAll("\\s*,\\s*", ",").split("\\s+");
        if (tuples.length == 1 && tuples[0].isEmpty()) {
            return new Coordinate[0];
        }
        double[][] numbers = new double[tuples.length][];
        boolean high = false;
        for (int i = 0; i < tuples.length; i++) {
            numbers[i] = numbers(tuples[i]);
            high |= numbers[i].length > 2 && numbers[i][2] != 0;
        }
        Coordinate[] coordinates = new Coordinate[tuples.length];
        for (int i = 0; i < tuples.length; i++) {
            double[] n = numbers[i];
            coordinates[i] = high ? new Coordinate(n[0], n[1], n.length > 2 ? n[2] : 0) : new CoordinateXY(n[0], n[1]);
        }
        return coordinates;
    }

    private static double[] numbers(String tuple) {
        String[] parts = tuple.split(",", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw Refusal.of("format.kml.coordinates", "got", tuple);
        }
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i]);
            } catch (NumberFormatException e) {
                numbers[i] = Double.NaN;
            }
            if (!Double.isFinite(numbers[i]) || !NUMBER.matcher(parts[i]).matches()) {
                throw Refusal.of("format.kml.coordinates", "got", tuple);
            }
        }
        return numbers;
    }

    /** Goes to the next child of the element that the reader is in; false at its end. */
    static boolean nextChild(XMLStreamReader xml) throws XMLStreamException {
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    /** Goes to the end of the element that the reader stands at. */
    static void skip(XMLStreamReader xml) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }
}
