package org.edubalance.io.table;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The units that people write beside numbers and in headers. */
final class Units {

    /** The factors that come before a unit, the longest first. */
    private static final String[] FACTORS = {"百万", "千万", "亿", "万", "千"};

    private static final int[] EXPONENTS = {6, 7, 8, 4, 3};

    /** Units of the same kind and size have the same value here. */
    private static final Map<String, String> KNOWN = new HashMap<>();

    static {
        put("count", "人 名 个 位 所 间 台 册 套 座 张 件 本 辆 部 种 条 块 人次 persons pupils students people pcs schools books");
        put("money", "元 人民币 元/人 元/生 ¥ cny rmb yuan");
        put("dollar", "$ usd");
        put("euro", "€ eur");
        put("area", "㎡ m² m2 平方米 平米 平方 平方米/人 平方米/生 m^2 sqm");
        put("mu", "亩");
        put("hectare", "公顷 ha");
        put("square kilometre", "km² km2 平方公里 平方千米");
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
    }

    private Units() {}

    private static void put(String kind, String units) {
        for (String unit : units.split(" ")) {
            KNOWN.put(unit, kind);
        }
    }

    /**
     * A unit with the factor before it.
     *
     * @param kind what it measures, in what size; null for a factor alone
     * @param exponent the power of ten that the factor stands for: 4 for 万元
     */
    record Unit(String kind, int exponent) {}

    /** The unit of a text such as 人, 万元 or 万; null if it is none that is known. */
    static Unit of(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        String kind = KNOWN.get(plain);
        if (kind != null) {
            return new Unit(kind, 0);
        }
        for (int i = 0; i < FACTORS.length; i++) {
            if (plain.startsWith(FACTORS[i])) {
                String rest = plain.substring(FACTORS[i].length());
                return rest.isEmpty() || KNOWN.containsKey(rest) ? new Unit(KNOWN.get(rest), EXPONENTS[i]) : null;
            }
        }
        return null;
    }
}
