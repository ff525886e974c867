package org.edubalance.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTextTest {

    private static final List<String> ATTRIBUTES = List.of("学生", "学生数", "面积（平方米）", "人均GDP", "pupils", "学\"生");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    books / pupils                    | books / pupils
                    图书册数/学生数                   | "图书册数"/"学生数"
                    100*学生 / pupils                 | 100*"学生" / pupils
                    学生数+学生                       | "学生数"+"学生"
                    面积（平方米）/学生数             | "面积（平方米）"/"学生数"
                    人均GDP*2                         | "人均GDP"*2
                    "学生数" / 学生                   | "学生数" / "学生"
                    if_then_else(学段 = '初中', 1, 2) | if_then_else("学段" = '初中', 1, 2)
                    学生们 - 1                        | "学生们" - 1
                    '学生                             | '学生
                    """)
    void quotesNamesThatEcqlWouldNotRead(String text, String quoted) {
        assertThat(ExpressionText.quoteNames(text, ATTRIBUTES)).isEqualTo(quoted);
    }
}
