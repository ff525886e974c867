package org.edubalance.access;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Numbers the places where lines end: ends at most a centimetre apart are one. */
final class LineEnds {

    private static final double TOLERANCE = 0.01;
    private static final double CELL = 2 * TOLERANCE;

    /** The ends in each cell of a lattice, the first of a chain. */
    private final Map<Long, Integer> cells = new HashMap<>();

    private int[] nextInCell = new int[1 << 10];
    private double[] xyz = new double[3 << 10];
    private int count;

    int count() {
        return count;
    }

    /** The number of the end at a place, a new one if there is none yet. */
    int at(double x, double y, double z) {
        long xLow = cell(x - TOLERANCE);
        long xHigh = cell(x + TOLERANCE);
        long yLow = cell(y - TOLERANCE);
        long yHigh = cell(y + TOLERANCE);
        long zLow = cell(z - TOLERANCE);
        long zHigh = cell(z + TOLERANCE);
        int nearest = -1;
        double least = TOLERANCE * TOLERANCE;
        for (long i = xLow; i <= xHigh; i++) {
            for (long j = yLow; j <= yHigh; j++) {
                for (long k = zLow; k <= zHigh; k++) {
                    for (int end = cells.getOrDefault(key(i, j, k), -1); end >= 0; end = nextInCell[end]) {
                        double dx = xyz[3 * end] - x;
                        double dy = xyz[3 * end + 1] - y;
                        double dz = xyz[3 * end + 2] - z;
                        double squared = dx * dx + dy * dy + dz * dz;
                        if (squared <= least) {
                            least = squared;
                            nearest = end;
                        }
                    }
                }
            }
        }
        return nearest >= 0 ? nearest : add(x, y, z);
    }

    private int add(double x, double y, double z) {
        if (count == nextInCell.length) {
            nextInCell = Arrays.copyOf(nextInCell, 2 * count);
            xyz = Arrays.copyOf(xyz, 6 * count);
        }
        xyz[3 * count] = x;
        xyz[3 * count + 1] = y;
        xyz[3 * count + 2] = z;
        Integer first = cells.put(key(cell(x), cell(y), cell(z)), count);
        nextInCell[count] = first == null ? -1 : first;
        return count++;
    }

    private static long cell(double ordinate) {
        return (long) Math.floor(ordinate / CELL);
    }

    /** Cells far apart may share a key; distances tell their ends apart. */
    private static long key(long i, long j, long k) {
        return (i * 0x9E3779B97F4A7C15L + j) * 0xC2B2AE3D27D4EB4FL + k;
    }
}
