package org.edubalance.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Message;

/**
 * The merged cells of a sheet that go over several rows. Their text, the county of all its schools say, is that of each of
 * these rows; a number stays in its first row, as it would count several times.
 */
final class SheetMerges {

    private static final int TOLD = 10;

    private final Map<Integer, List<Area>> byFirstRow = new HashMap<>();
    private final List<Open> open = new ArrayList<>();
    private final List<String> filled = new ArrayList<>();
    private int filledCount;

    /** An area of cells, rows and columns counted from 1. */
    record Area(int firstRow, int firstColumn, int lastRow, int lastColumn, String name) {

        /** The area of a reference such as A1:B3; null if it is none. */
        static Area of(String reference) {
            String[] ends = reference == null
                    ? new String[0]
                    : reference.replace("$", "").split(":");
            if (ends.length != 2) {
                return null;
            }
            int[] from = address(ends[0]);
            int[] to = address(ends[1]);
            return from == null || to == null ? null : new Area(from[0], from[1], to[0], to[1], reference);
        }

        private static int[] address(String text) {
            int column = 0;
            int i = 0;
            while (i < text.length() && i < 3 && text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                column = 26 * column + text.charAt(i++) - 'A' + 1;
            }
            if (i == 0 || i == text.length() || text.length() - i > 7) {
                return null;
            }
            int row = 0;
            for (; i < text.length(); i++) {
                if (!Character.isDigit(text.charAt(i))) {
                    return null;
                }
                row = 10 * row + text.charAt(i) - '0';
            }
            return new int[] {row, column};
        }
    }

    private record Open(Area area, String text) {}

    SheetMerges(List<Area> areas) {
        for (Area area : areas) {
            if (area.lastRow() > area.firstRow()) {
                byFirstRow
                        .computeIfAbsent(area.firstRow(), row -> new ArrayList<>())
                        .add(area);
            }
        }
    }

    /** Fills the cells of a row that are merged with one above, and takes note of those that begin here. */
    void fill(int row, List<String> cells, List<Boolean> numbers) {
        open.removeIf(each -> each.area.lastRow() < row);
        for (Open each : open) {
            int column = each.area.firstColumn() - 1;
            while (cells.size() <= column) {
                cells.add("");
                numbers.add(false);
            }
            if (cells.get(column).isEmpty()) {
                cells.set(column, each.text);
            }
        }
        for (Area area : byFirstRow.getOrDefault(row, List.of())) {
            int column = area.firstColumn() - 1;
            if (column < cells.size() && !cells.get(column).isEmpty() && !numbers.get(column)) {
                open.add(new Open(area, cells.get(column)));
                filledCount++;
                if (filled.size() < TOLD) {
                    filled.add(area.name());
                }
            }
        }
    }

    void tell(ReadingNotes notes) {
        if (filledCount > 0) {
            notes.add(Message.of("format.sheet.merged", "n", filledCount, "areas", filled));
        }
    }
}
