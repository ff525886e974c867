package org.edubalance.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table that the tests of messy tables change: six primary schools of two counties, with 3,726 pupils. */
final class SixSchools {

    static final List<String> HEADER = List.of("学校代码", "学校名称", "区县", "学段", "在校生数", "教学仪器设备值", "网络多媒体教室数", "经度", "纬度");

    private static final String[] ROWS = {
        "5426210001,第一小学,巴宜区,小学,640,3238400,22,94.3585,29.65849",
        "5426210002,第二小学,巴宜区,小学,1004,1407400,38,94.35373,29.66023",
        "5426210003,第三小学,巴宜区,小学,1250,2800000,30,94.37,29.65",
        "5426220001,米林镇小学,米林市,小学,430,900000,10,94.21,29.21",
        "5426220002,派镇小学,米林市,小学,187,420000,5,94.85,29.52",
        "5426220003,卧龙小学,米林市,小学,215,520000,6,93.8,29.14"
    };

    private SixSchools() {}

    /** The header and the rows, to be changed. */
    static List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(new ArrayList<>(HEADER));
        for (String row : ROWS) {
            rows.add(new ArrayList<>(List.of(row.split(","))));
        }
        return rows;
    }

    /** The table with one cell changed; row 0 is the header. */
    static List<List<String>> with(int row, String column, String cell) {
        List<List<String>> rows = rows();
        rows.get(row).set(HEADER.indexOf(column), cell);
        return rows;
    }

    /** The table with one row more. */
    static List<List<String>> and(String... cells) {
        List<List<String>> rows = rows();
        rows.add(List.of(cells));
        return rows;
    }

    static String csv(List<List<String>> rows) {
        return csv(rows, ",");
    }

    static String csv(List<List<String>> rows, String separator) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell.contains(separator) || cell.contains("\n") ? '"' + cell + '"' : cell)
                        .collect(Collectors.joining(separator)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    static byte[] utf8(List<List<String>> rows) {
        return csv(rows).getBytes(StandardCharsets.UTF_8);
    }
}
