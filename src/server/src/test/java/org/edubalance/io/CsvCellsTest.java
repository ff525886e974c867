package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellsTest {

    private interface Filling {
        void fill(CsvCells cells) throws IOException;
    }

    private static String written(Filling filling) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvCells cells = new CsvCells(out);
        filling.fill(cells);
        cells.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String number(Number number) throws IOException {
        return written(cells -> cells.number(number));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                -0.0,
                1,
                -1,
                10,
                0.1,
                0.3,
                0.001,
                0.0009,
                0.00099999,
                0.0011,
                1e-3,
                1e-4,
                69.7,
                -69.75,
                62.425,
                62.425000000000004,
                9999999.9999,
                9999999,
                1e7,
                1.0000001E7,
                1e15,
                1e16,
                1e22,
                1e23,
                1e300,
                123456.7891,
                0.12345,
                2e-3,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                4.35,
                0.1 + 0.2,
                1.0E-5,
                8.41E21,
                2.2250738585072014E-308
            })
    void realNumbersAreWrittenAsJavaDoes(double number) throws IOException {
        assertThat(number(number)).isEqualTo(Double.toString(number));
        assertThat(number(-number)).isEqualTo(Double.toString(-number));
    }

    @Test
    void anyNumbersAreWrittenAsJavaDoes() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            long bits = random.nextLong();
            double few = (bits % 100_000_000) / Math.pow(10, random.nextInt(8));
            double next = Math.nextUp(few);
            double any = Double.longBitsToDouble(bits);
            for (double number : new double[] {few, next, Double.isFinite(any) ? any : 0, random.nextDouble()}) {
                String expected = Double.toString(number);
                assertThat(number(number)).isEqualTo(expected);
            }
            assertThat(number(bits)).isEqualTo(Long.toString(bits));
            assertThat(number((int) bits)).isEqualTo(Integer.toString((int) bits));
        }
    }

    @Test
    void otherNumbersAreWrittenAsTheySayThemselves() throws IOException {
        List<Number> numbers = List.of(
                0,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                (short) -7,
                (byte) 7,
                0.1f,
                new BigDecimal("1E+5"),
                new BigInteger("123456789012345678901234567890"));
        for (Number number : numbers) {
            assertThat(number(number)).isEqualTo(number.toString());
        }
    }

    @Test
    void textsAreQuotedWhereTheyHaveToBe() throws IOException {
        assertThat(written(cells -> {
                    for (String text : Arrays.asList("a", "a,b", "say \"a\"", "a\nb", "a\rb", "", null, " a", "a ")) {
                        cells.text(text);
                    }
                    cells.endRow();
                    for (String text : Arrays.asList("", "#a", "!", "$", "a'b", "八一镇", "八一,镇", "é\"", "\uD83C\uDFEB")) {
                        cells.text(text);
                    }
                    cells.endRow();
                }))
                .isEqualTo("a,\"a,b\",\"say \"\"a\"\"\",\"a\nb\",\"a\rb\",,,\" a\",\"a \"\r\n"
                        + "\"\",\"#a\",\"!\",$,a'b,八一镇,\"八一,镇\",\"é\"\"\",\uD83C\uDFEB\r\n");
    }

    @Test
    void longTextsAndManyCellsAreReadAsTheyWere() throws IOException {
        Random random = new Random(3);
        String letters = "abc,\"\n 八é1";
        String[][] rows = new String[200][20];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                int length = random.nextInt(100) == 0 ? random.nextInt(200_000) : random.nextInt(12);
                StringBuilder text = new StringBuilder("x");
                for (int c = 0; c < length; c++) {
                    text.append(letters.charAt(random.nextInt(letters.length())));
                }
                row[i] = text.toString();
            }
        }
        String csv = written(cells -> {
            for (String[] row : rows) {
                for (String text : row) {
                    cells.text(text);
                }
                cells.endRow();
            }
        });
        List<String[]> read = CsvReader.builder().ofCsvRecord(csv).stream()
                .map(record -> record.getFields().toArray(String[]::new))
                .toList();
        assertThat(read.toArray(String[][]::new)).isDeepEqualTo(rows);
    }
}
