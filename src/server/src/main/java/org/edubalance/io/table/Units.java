package org.edubalance.io.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;

/** The units that people write beside numbers, in headers and in titles. */
final class Units {

    static final String MONEY = "money";
    static final String AREA = "area";

    private static final String COUNT = "count";

    /** Units, factors, and units with factors before them, in small letters and without blanks. */
    private static final Map<String, Unit> KNOWN = new HashMap<>();

    /** Currencies that nobody here knows the rate of. */
    private static final Set<String> FOREIGN = new HashSet<>();

    private static final Set<String> PERSONS = Set.of("人", "名", "位");

    private static final Set<String> PIECES = Set.of("个", "间", "台", "册", "本", "套", "座", "张", "件", "辆");

    /** {@code 10,000 yuan}, {@code RMB 10,000} without its blank. */
    private static final Pattern NUMBERED = Pattern.compile("(10*(?:,?000)*)([^\\d.,]+)|([^\\d.,]+)(10*(?:,?000)*)");

    /** 超过10万元, per 1,000 yuan: no size of the values, but a part of what they are. */
    private static final Pattern NO_NAME =
            Pattern.compile("(单位|[0-9〇一二三四五六七八九十几每各达超过于足])$|(?i)\\b(per|every|under|over|than|above|below)$");

    private static final Pattern OF_TITLE =
            Pattern.compile("(?i)(?:单位|\\bunits?)\\s*[:：]\\s*([^()（）]+)|[(（]([^()（）]+)[)）]\\s*$");

    private static final int LONGEST = 24;

    static {
        put(COUNT, "人 名 个 位 所 间 台 册 套 座 张 件 本 辆 部 种 条 块 人次 persons pupils students people pcs schools books");
        put(MONEY, "元 人民币 元/人 元/生 ¥ cny rmb yuan rmbyuan yuanrmb");
        for (String[] currency : new String[][] {
            {"dollar", "$ usd us$ 美元 dollar dollars usdollars"},
            {"euro", "€ eur 欧元 euro euros"},
            {"pound", "£ gbp 英镑"},
            {"yen", "jpy 日元"},
            {"Hong Kong dollar", "hk$ hkd 港元 港币"}
        }) {
            FOREIGN.add(currency[0]);
            put(currency[0], currency[1]);
        }
        put(AREA, "㎡ m² m2 平方米 平米 平方 平方米/人 平方米/生 m^2 sqm sq.m sq.m. squaremetres squaremeters squaremetre squaremeter");
        put(AREA, "亩 mu", 2000, 3);
        put(AREA, "公顷 ha hectare hectares", 10_000, 1);
        put(AREA, "km² km2 sqkm 平方公里 平方千米 squarekilometres squarekilometers", 1_000_000, 1);
        List<Unit> withFactors = List.copyOf(KNOWN.values());
        put("metre", "米 m");
        put("kilometre", "公里 千米 km");
        put("year", "年");
        put("years of age", "岁 周岁");
        put("month", "月 个月");
        put("day", "天 日");
        put("hour", "小时 h");
        put("minute", "分钟 min");
        put("percent", "%");
        put("degree", "° 度");
        String[] factors = {
            "百",
            "千",
            "thousand",
            "thousands",
            "thousandsof",
            "万",
            "tenthousand",
            "tenthousands",
            "十万",
            "百万",
            "million",
            "millions",
            "millionsof",
            "千万",
            "亿",
            "百亿",
            "千亿",
            "万亿"
        };
        int[] exponents = {2, 3, 3, 3, 3, 4, 4, 4, 5, 6, 6, 6, 6, 7, 8, 10, 11, 12};
        for (int i = 0; i < factors.length; i++) {
            BigDecimal factor = BigDecimal.ONE.scaleByPowerOfTen(exponents[i]);
            KNOWN.putIfAbsent(factors[i], new Unit(factors[i], null, factor, 1));
            for (Unit unit : withFactors) {
                // 千米 is a kilometre, 千亩 a thousand of them
                String text = factors[i] + unit.text;
                KNOWN.putIfAbsent(text, new Unit(text, unit.kind, unit.times.multiply(factor), unit.over));
            }
        }
    }

    private Units() {}

    private static void put(String kind, String units) {
        put(kind, units, 1, 1);
    }

    private static void put(String kind, String units, int times, int over) {
        for (String unit : units.split(" ")) {
            KNOWN.put(unit, new Unit(unit, kind, BigDecimal.valueOf(times), over));
        }
    }

    /**
     * A unit with the factor before it.
     *
     * @param text as it was written
     * @param kind what it measures; of a length or a time also in what size, as these are not converted; null for a factor
     *     alone
     * @param times with {@code over}, how many yuan, square metres or pieces one of it is: 10,000 for 万元, 2,000 / 3 for 亩
     */
    record Unit(String text, String kind, BigDecimal times, int over) {

        /** True where numbers stand for themselves. */
        boolean isPlain() {
            return over == 1 && times.compareTo(BigDecimal.ONE) == 0;
        }

        boolean isForeign() {
            return Units.isForeign(kind);
        }

        /** A number of this unit, in the plain one of its kind. */
        BigDecimal convert(BigDecimal number) {
            BigDecimal product = number.multiply(times);
            return over == 1 ? product : product.divide(BigDecimal.valueOf(over), MathContext.DECIMAL64);
        }

        /** What {@link #convert} makes of 1. */
        double factor() {
            return times.doubleValue() / over;
        }

        private boolean isPerHead() {
            return text.indexOf('/') > 0;
        }
    }

    /** True for what amounts of another currency than yuan measure. */
    static boolean isForeign(String kind) {
        return kind != null && FOREIGN.contains(kind);
    }

    /** The unit of a text such as 人, 万元, 万 or 10,000 yuan; null if it is none that is known. */
    static Unit of(String text) {
        Unit exact = KNOWN.get(text);
        if (exact != null || text.isEmpty() || text.length() > LONGEST) {
            return exact;
        }
        String plain = Blanks.compact(text).toLowerCase(Locale.ROOT).replace("'000", "1000");
        if (plain.length() > 3 && plain.contains("人民币")) {
            plain = plain.replaceFirst("[()]*人民币[()]*", "");
        }
        Unit unit = KNOWN.get(plain);
        if (unit == null && plain.indexOf('0') > 0) {
            unit = withNumber(plain);
        }
        return unit == null ? null : new Unit(text, unit.kind, unit.times, unit.over);
    }

    /** A large round number before or behind a unit is a factor; a small one may be a measure: 大班额（100人）. */
    private static Unit withNumber(String plain) {
        Matcher parts = NUMBERED.matcher(plain);
        if (!parts.matches()) {
            return null;
        }
        Unit unit = KNOWN.get(parts.group(2) == null ? parts.group(3) : parts.group(2));
        if (unit == null || !MONEY.equals(unit.kind) && !unit.isForeign() && !COUNT.equals(unit.kind)) {
            return null;
        }
        String number = (parts.group(1) == null ? parts.group(4) : parts.group(1)).replace(",", "");
        boolean factor = number.length() > (unit.text.charAt(0) < 128 ? 3 : 4);
        return factor ? new Unit(plain, unit.kind, new BigDecimal(number), 1) : null;
    }

    /**
     * A cell of a header.
     *
     * @param name without the unit; with it where it says more than in what size the values are: another currency, or per
     *     head of what else would be a sum
     * @param unit null where there is none
     */
    record Named(String name, Unit unit) {}

    /** Takes apart a cell of a header such as 设备值（万元）, 设备值/万元, 设备值：万元 or 设备值万元. */
    static Named named(String cell) {
        int at = bracketAt(cell);
        if (at > 0 && ")）]】〕".indexOf(cell.charAt(cell.length() - 1)) >= 0) {
            Unit unit = of(bare(cell.substring(at + 1, cell.length() - 1)));
            return unit == null ? new Named(cell, null) : named(cell, cell.substring(0, at), unit);
        }
        for (int i = Math.max(1, cell.length() - LONGEST); i < cell.length(); i++) {
            Unit unit = isWithinWord(cell, i) ? null : of(cell.substring(i));
            if (unit != null) {
                String before = Blanks.strip(cell.substring(0, i));
                String name = before.replaceFirst("[\\s/／:：,，、_－—-]+(in)?$", "");
                char mark = name.length() < before.length() ? before.charAt(name.length()) : 0;
                return goesWith(unit, name, mark, before.length() < i)
                        ? named(cell, name, unit)
                        : new Named(cell, null);
            }
        }
        return new Named(cell, null);
    }

    private static Named named(String cell, String before, Unit unit) {
        String name = Blanks.strip(before);
        boolean keep = unit.isForeign() || unit.isPerHead() && !name.matches("(?i).*(均|\\bper\\b).*");
        return new Named(keep ? cell : name, unit);
    }

    private static boolean isWithinWord(String cell, int at) {
        char before = cell.charAt(at - 1);
        char first = cell.charAt(at);
        return Blanks.is(first)
                || isAscii(before) && isAscii(first) && Character.isDigit(before) == Character.isDigit(first);
    }

    private static boolean isAscii(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    /**
     * True if a unit at the end of a name, without brackets, is that of its values; in 图书/人 it is what they are divided by.
     *
     * @param mark what separates them, 0 for nothing or a blank
     */
    private static boolean goesWith(Unit unit, String name, char mark, boolean blank) {
        boolean named = name.length() >= 2
                && unit.kind != null
                && !NO_NAME.matcher(name).find();
        if (!named || mark == '_' && isAscii(name.charAt(name.length() - 1))) {
            return false;
        }
        boolean colon = mark == ':' || mark == '：';
        if (unit.kind.equals(MONEY) || unit.isForeign()) {
            return !unit.isPlain() || mark != 0 || blank || name.matches(".*(值|额|费|经费|资产|支出|收入)$");
        }
        if (unit.kind.equals(AREA)) {
            return name.matches("(?i).*(面积|占地|用地|用房|场地|场馆|area)$");
        }
        if (!unit.kind.equals(COUNT)) {
            return false;
        }
        String piece = unit.text.substring(unit.text.length() - 1);
        if (PERSONS.contains(piece)) {
            return colon || name.matches(mark == 0 ? ".*[生师员工人](人|总)?数$" : ".*[生师员工人]((人|总)?数)?$");
        }
        return PIECES.contains(piece) && (colon || name.matches(".*[数量]$") && !name.matches(".*[生师员工人](人|总)?数$"));
    }

    /** What is left of a unit without the brackets around it and the word for unit before it. */
    static String bare(String text) {
        String plain = Blanks.compact(text);
        boolean bracketed = plain.length() > 1
                && "([【〔".indexOf(plain.charAt(0)) >= 0
                && ")]】〕".indexOf(plain.charAt(plain.length() - 1)) >= 0;
        return (bracketed ? plain.substring(1, plain.length() - 1) : plain)
                .replaceFirst("(?i)^((计量|金额|面积)?单位|units?(?=:))[:：]?|^in(?=\\d)", "");
    }

    private static int bracketAt(String cell) {
        int at = -1;
        for (char open : new char[] {'(', '（', '[', '【', '〔'}) {
            at = Math.max(at, cell.lastIndexOf(open));
        }
        return at;
    }

    /**
     * Warns of a unit in a title, such as 单位：万元, that no column of the header has: nobody knows which columns it is
     * for, so that the values stay.
     */
    static void checkTitle(List<Row.Kept> title, List<Unit> units, ReadingNotes notes) {
        List<Message> told = new ArrayList<>();
        for (Row.Kept row : title) {
            Matcher written = OF_TITLE.matcher(String.join(" ", row.cells()));
            while (written.find()) {
                String all = written.group(1) == null ? written.group(2) : written.group(1);
                for (String text : all.split("[、，;；/]+|,(?!000)|\\s+(?![a-zA-Z0-9])")) {
                    Unit unit = of(bare(text));
                    if (unit != null && (!unit.isPlain() || unit.isForeign()) && !isOneOf(unit, units)) {
                        told.add(Message.of("table.line", "text", unit.text, "place", Place.line(row.line())));
                    }
                }
            }
        }
        if (!told.isEmpty()) {
            notes.warn(Message.of("table.note.title.unit", "units", told));
        }
    }

    private static boolean isOneOf(Unit unit, List<Unit> units) {
        return units.stream()
                .anyMatch(other -> other != null
                        && other.factor() == unit.factor()
                        && (unit.kind == null || unit.kind.equals(other.kind)));
    }
}
