package org.edubalance.io;

import java.util.function.IntFunction;
import org.edubalance.io.PlaceName.Kind;
import org.edubalance.io.table.CoordinatePair;
import org.edubalance.io.table.CoordinatePair.Order;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/** Finds out which number of the pairs in a column is the longitude. */
final class PairOrder {

    /** No school is beyond these latitudes. */
    private static final double SOUTHMOST = -60;

    private static final double NORTHMOST = 79;

    private final String column;
    private final Kind name;
    private final IntFunction<Place> place;

    PairOrder(String column, Kind name, IntFunction<Place> place) {
        this.column = column;
        this.name = name;
        this.place = place;
    }

    /**
     * True if the longitudes are first: by what the cells say, else by which numbers can be no latitudes, else by the
     * column's name.
     *
     * @throws Refusal if two rows differ, or nothing says it
     */
    boolean isLonFirst(CoordinatePair[] pairs) {
        int lonFirst = -1;
        int latFirst = -1;
        for (int row = 0; row < pairs.length; row++) {
            Order order = pairs[row] == null ? Order.UNSAID : order(pairs[row]);
            lonFirst = lonFirst < 0 && order == Order.LON_LAT ? row : lonFirst;
            latFirst = latFirst < 0 && order == Order.LAT_LON ? row : latFirst;
        }
        if (lonFirst >= 0 && latFirst >= 0) {
            throw Refusal.of(
                            "format.csv.pair.mixed",
                            "column",
                            column,
                            "first",
                            place.apply(Math.min(lonFirst, latFirst)))
                    .at(place.apply(Math.max(lonFirst, latFirst)));
        }
        if (lonFirst < 0 && latFirst < 0 && name != Kind.LON_LAT && name != Kind.LAT_LON) {
            throw Refusal.of("format.csv.pair.order", "column", column);
        }
        return lonFirst >= 0 || latFirst < 0 && name == Kind.LON_LAT;
    }

    /** The order of one pair, by what it says or by which number can be no latitude. */
    static Order order(CoordinatePair pair) {
        if (pair.order() != Order.UNSAID) {
            return pair.order();
        }
        boolean first = canBeLat(pair.first());
        boolean second = canBeLat(pair.second());
        return first == second ? Order.UNSAID : second ? Order.LON_LAT : Order.LAT_LON;
    }

    private static boolean canBeLat(double number) {
        return number >= SOUTHMOST && number <= NORTHMOST;
    }
}
