package org.edubalance.report;

import java.util.List;

/** Builds HTML. Texts are escaped; only {@link #raw} takes markup. */
final class Html {

    private final StringBuilder out = new StringBuilder();

    /** Markup that was made here, such as a picture. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html element(String tag, String text) {
        out.append('<')
                .append(tag)
                .append('>')
                .append(escape(text))
                .append("</")
                .append(tag)
                .append(">\n");
        return this;
    }

    /** A table; a column stands to the right where its first cell is a number. */
    Html table(List<String> headings, List<List<Cell>> rows) {
        out.append("<table><thead><tr>");
        for (int i = 0; i < headings.size(); i++) {
            boolean number = !rows.isEmpty() && rows.get(0).get(i).number();
            out.append(number ? "<th class=\"number\">" : "<th>")
                    .append(escape(headings.get(i)))
                    .append("</th>");
        }
        out.append("</tr></thead><tbody>\n");
        for (List<Cell> row : rows) {
            out.append("<tr>");
            for (Cell cell : row) {
                String kinds = (cell.number() ? "number " : "") + (cell.over() ? "over" : "");
                out.append(kinds.isEmpty() ? "<td>" : "<td class=\"" + kinds.strip() + "\">")
                        .append(escape(cell.text()))
                        .append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody></table>\n");
        return this;
    }

    /** A table's cell; one that is over a limit is shaded. */
    record Cell(String text, boolean number, boolean over) {

        static Cell text(String text) {
            return new Cell(text == null ? "" : text, false, false);
        }

        static Cell count(int count) {
            return new Cell(Integer.toString(count), true, false);
        }

        static Cell number(double value, int decimals) {
            return new Cell(Texts.number(value, decimals), true, false);
        }

        Cell shadedIf(boolean shaded) {
            return new Cell(text, number, shaded);
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
