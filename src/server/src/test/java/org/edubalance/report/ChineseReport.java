package org.edubalance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.edubalance.messages.Language;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;

/** Looks for what is not Chinese in a Chinese report. */
final class ChineseReport {

    /** Three English words or more in a row; names of attributes and functions are put together with other signs. */
    private static final Pattern SENTENCE =
            Pattern.compile("(?<![\\w.])[A-Za-z][a-z’']*(?:[,;:]? [A-Za-z][a-z’']*){2,}(?![\\w(])");

    /** Formulas, which are the same in every language. */
    private static final Set<String> FORMULAS = Set.of("formula");

    /** The columns that hold names of the sample data in English, the keys of its regions among them. */
    private static final Set<String> NAMES = Set.of("name", "county", "township", "区县", "分组");

    private ChineseReport() {}

    static void assertNoEnglishSentence(Report report) {
        assertThat(report.language()).isEqualTo(Language.ZH);
        assertThat(english(texts(report.html()))).as("the page").isEmpty();
        report.titledTables().forEach((name, table) -> {
            Stream<String> headings =
                    table.getSchema().getAttributeDescriptors().stream().map(AttributeDescriptor::getLocalName);
            assertThat(english(headings.toList())).as("headings of " + name).isEmpty();
            assertThat(english(cells(table))).as("table " + name).isEmpty();
        });
    }

    private static List<String> english(List<String> texts) {
        return texts.stream().filter(text -> SENTENCE.matcher(text).find()).toList();
    }

    /** The text nodes of a page but for its style sheet and formulas. */
    private static List<String> texts(String html) {
        String plain = html.replaceAll("(?s)<style>.*?</style>", "");
        for (String kind : FORMULAS) {
            plain = plain.replaceAll("(?s)<p class=\"" + kind + "\">.*?</p>", "");
        }
        return List.of(plain.split("<[^>]*>")).stream()
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static List<String> cells(SimpleFeatureCollection table) {
        List<String> cells = new ArrayList<>();
        for (var row : DataUtilities.list(table)) {
            for (AttributeDescriptor column : table.getSchema().getAttributeDescriptors()) {
                Object value = row.getAttribute(column.getName());
                if (value instanceof String text && !NAMES.contains(column.getLocalName())) {
                    cells.add(text);
                }
            }
        }
        return cells;
    }
}
