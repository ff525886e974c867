package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are longer than what is asked at once whether it is plain. */
class TextEncodingTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4093, 4094, 4095, 4096, 4097, 8191, 8192, 20_000})
    void isFoundWhereverTheFirstLetterIs(int before) {
        String text = "a".repeat(before) + "林芝八一镇" + "b".repeat(5000) + "学校\n";
        assertThat(found(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(StandardCharsets.UTF_8);
        assertThat(found(text.getBytes(GB18030))).isEqualTo(GB18030);
        assertThat(found("a".repeat(before + 1).getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4095, 8192})
    void isUtf8ThoughTheEndCutsALetterOfMany(int between) {
        byte[] bytes = ("校" + "a".repeat(between) + "镇").getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThat(found(cut)).isEqualTo(StandardCharsets.UTF_8);
        byte[] only = Arrays.copyOfRange(bytes, 3, bytes.length - 1);
        assertThatThrownBy(() -> found(only)).hasMessageContaining("letters that hardly anybody uses");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4093, 4094, 4095, 4096, 4097, 8191, 8192, 20_000})
    void blanksBesideQuotationMarksAreFoundWhereverTheyAre(int before) {
        String start = "a".repeat(before) + ",";
        String end = "," + "镇".repeat(2000);
        for (String padded : List.of("\"a\" ", " \"a\"", "\t\"a\"", "\"\u000b\"", "\" a\"")) {
            assertThat(isPadded(start + padded + end)).as(padded).isTrue();
        }
        for (String other : List.of("\"a\"", "\n\"a b\"\r\n", "a \u3000 b", "\"镇\"", "\u3000\"\"", "")) {
            assertThat(isPadded(start + other + end)).as(other).isFalse();
        }
    }

    private static boolean isPadded(String text) {
        return TextEncoding.of(text.getBytes(StandardCharsets.UTF_8), TableStyle.CLEANED)
                .padded();
    }

    private static Charset found(byte[] bytes) {
        return TextEncoding.of(bytes, TableStyle.CLEANED).charset();
    }
}
