package org.edubalance.io;

import org.edubalance.io.table.CoordinatePair;
import org.edubalance.io.table.CoordinatePair.Order;
import org.edubalance.io.table.Table;

/** What the first values of a table's columns look like. */
record PlaceValues(Table table) implements PlaceColumns.Values {

    /** Two numbers, no longitude and latitude, are metres or no place at all. */
    private static final int MOST = 180;

    @Override
    public boolean areGeometries(int column) {
        String text = first(column);
        return text != null && GeometryTexts.looksLikeOne(text);
    }

    @Override
    public boolean areClearGeometries(int column) {
        String text = first(column);
        return text != null && GeometryTexts.isOne(text);
    }

    @Override
    public boolean arePairs(int column) {
        String text = first(column);
        CoordinatePair pair = text == null ? null : CoordinatePair.of(text);
        return pair != null
                && Math.abs(pair.first()) <= MOST
                && Math.abs(pair.second()) <= MOST
                && Math.min(Math.abs(pair.first()), Math.abs(pair.second())) <= LonLat.MOST_LAT;
    }

    @Override
    public boolean areClearPairs(int column) {
        return arePairs(column) && PairOrder.order(CoordinatePair.of(first(column))) != Order.UNSAID;
    }

    private String first(int column) {
        for (int row = 0; row < table.size(); row++) {
            if (!table.isMissing(column, row)) {
                return table.text(column, row);
            }
        }
        return null;
    }
}
