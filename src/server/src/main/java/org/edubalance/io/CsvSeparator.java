package org.edubalance.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out what separates the fields of a CSV text: what is as often in nearly every line, from an early line on. */
final class CsvSeparator {

    private static final char[] CANDIDATES = {',', '\t', ';', '|'};

    private static final int LINES = 60;

    private CsvSeparator() {}

    private record Score(char separator, int first, int perLine, double share) {

        boolean isBetterThan(Score other) {
            if (other == null) {
                return true;
            }
            // a comma in every number, say, beside the true separator
            if (perLine >= 3 * other.perLine && share >= 0.8) {
                return true;
            }
            if (other.perLine >= 3 * perLine && other.share >= 0.8) {
                return false;
            }
            if (first != other.first) {
                return first < other.first;
            }
            return share != other.share ? share > other.share : perLine > other.perLine;
        }
    }

    /** @param start the beginning of the text, the last line of which may be cut */
    static char in(String start) {
        Score best = null;
        for (char candidate : CANDIDATES) {
            Score score = score(counts(start, candidate), candidate);
            if (score != null && score.isBetterThan(best)) {
                best = score;
            }
        }
        return best == null ? ',' : best.separator;
    }

    private static Score score(List<Integer> counts, char candidate) {
        Map<Integer, Integer> lines = new HashMap<>();
        counts.stream().filter(count -> count > 0).forEach(count -> lines.merge(count, 1, Integer::sum));
        int usual = 0;
        for (Map.Entry<Integer, Integer> each : lines.entrySet()) {
            int most = lines.getOrDefault(usual, 0);
            if (each.getValue() > most || each.getValue() == most && each.getKey() > usual) {
                usual = each.getKey();
            }
        }
        return usual == 0
                ? null
                : new Score(candidate, counts.indexOf(usual), usual, lines.get(usual) / (double) counts.size());
    }

    /** How often the candidate is in each of the first lines, outside of quotation marks. */
    private static List<Integer> counts(String start, char candidate) {
        List<Integer> counts = new ArrayList<>();
        boolean quoted = false;
        boolean blank = true;
        int count = 0;
        for (int i = 0; i < start.length() && counts.size() < LINES; i++) {
            char c = start.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '\n') {
                if (!blank) {
                    counts.add(count);
                }
                count = 0;
                blank = true;
                continue;
            } else if (!quoted && c == candidate) {
                count++;
            }
            blank &= c == '\r';
        }
        if (counts.isEmpty() && !blank) {
            counts.add(count);
        }
        return counts;
    }
}
