package org.edubalance.report.sections;

import java.util.LinkedHashMap;
import java.util.Map;
import org.edubalance.definitions.ExpressionText;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardColumn;

/**
 * Expressions in words: the columns by what they are, with signs of arithmetic as on paper. A name that nobody has
 * explained stays as it is.
 */
final class ExpressionWords {

    private final Map<String, String> words = new LinkedHashMap<>();

    ExpressionWords(Standard standard, Words language) {
        for (StandardColumn column : standard.columns()) {
            words.put(column.name(), brief(language.of(column.title())));
        }
    }

    /** What a column is, without what its title goes on to explain. */
    private static String brief(String title) {
        String brief = title.split("[：:，,；;（(]", 2)[0].strip();
        return brief.isEmpty() ? title : brief;
    }

    String of(String expression) {
        return ExpressionText.replaceNames(expression, name -> words.getOrDefault(name, name))
                .replaceAll("\\s*\\*\\s*", " × ")
                .replaceAll("\\s*/\\s*", " ÷ ");
    }
}
