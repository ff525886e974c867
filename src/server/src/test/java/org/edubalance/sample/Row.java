package org.edubalance.sample;

import java.util.LinkedHashMap;
import java.util.Map;

/** A record of a sample file: attributes in order, and a point where it has one. */
final class Row {

    private final Map<String, Object> values = new LinkedHashMap<>();
    private double lon;
    private double lat;

    Row at(double lon, double lat) {
        this.lon = lon;
        this.lat = lat;
        return this;
    }

    Row with(String attribute, Object value) {
        values.put(attribute, value);
        return this;
    }

    Map<String, Object> values() {
        return values;
    }

    String text(String attribute) {
        return (String) values.get(attribute);
    }

    double number(String attribute) {
        return ((Number) values.get(attribute)).doubleValue();
    }

    double lon() {
        return lon;
    }

    double lat() {
        return lat;
    }
}
