package org.edubalance.process.planning;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.edubalance.planning.CohortSurvival;

/** Grades and school years as tables write them. */
final class Grades {

    private static final Pattern NUMBER = Pattern.compile("(?:grade|g|year|y)?\\s*(\\d{1,2})(?:\\.0+)?\\s*(?:年级|岁)?");
    private static final Pattern CHINESE = Pattern.compile("(小|初|高)?([一二三四五六七八九十]{1,2})(年级)?");
    private static final Pattern YEAR = Pattern.compile("((?:19|20|21)\\d{2})(?:\\.0+)?(?:\\D.*)?");
    private static final String DIGITS = "一二三四五六七八九十";

    private static final int PRIMARY_YEARS = 6;
    private static final int JUNIOR_END = 9;

    private Grades() {}

    /**
     * The grade that a text means: 7, grade 7, 七年级, 初一.
     *
     * @throws Refusal if it means none from 1 to 12
     */
    static int of(String text) {
        int grade = number(text);
        if (grade < 1 || grade > CohortSurvival.GRADES) {
            throw Refusal.of("planning.grade", "most", CohortSurvival.GRADES, "got", text);
        }
        return grade;
    }

    /**
     * The grade of children of an age.
     *
     * @param entryAge the age in grade 1
     * @throws Refusal if there is no grade for it
     */
    static int ofAge(String text, int entryAge) {
        int grade = number(text) - entryAge + 1;
        if (grade < 1 || grade > CohortSurvival.GRADES) {
            throw Refusal.of(
                    "planning.age", "least", entryAge, "most", entryAge + CohortSurvival.GRADES - 1, "got", text);
        }
        return grade;
    }

    /** The number in a text, −1 where there is none. */
    private static int number(String text) {
        if (text == null) {
            return -1;
        }
        String word = text.strip().toLowerCase(Locale.ROOT);
        Matcher number = NUMBER.matcher(word);
        if (number.matches()) {
            return Integer.parseInt(number.group(1));
        }
        Matcher chinese = CHINESE.matcher(word);
        if (!chinese.matches() || chinese.group(1) == null && chinese.group(3) == null) {
            return -1;
        }
        int value = 0;
        for (char digit : chinese.group(2).toCharArray()) {
            value += DIGITS.indexOf(digit) + 1;
        }
        String stage = chinese.group(1);
        if (stage == null || stage.equals("小")) {
            return value;
        }
        return value + (stage.equals("初") ? PRIMARY_YEARS : JUNIOR_END);
    }

    /**
     * The year in which a school year begins: 2024, 2024-2025, 2024学年.
     *
     * @throws Refusal if the text begins with no year
     */
    static int year(String text) {
        Matcher year = YEAR.matcher(text == null ? "" : text.strip());
        if (!year.matches()) {
            throw Refusal.of("planning.year", "got", text);
        }
        return Integer.parseInt(year.group(1));
    }
}
