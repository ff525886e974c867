package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWriterTest {

    /** What is written of rows, below the header. */
    private static String written(Object[]... rows) throws IOException {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("schools");
        for (int i = 0; i < rows[0].length; i++) {
            builder.add("c" + i, Object.class);
        }
        SimpleFeatureType type = builder.buildFeatureType();
        List<SimpleFeature> features = new ArrayList<>();
        for (Object[] row : rows) {
            features.add(SimpleFeatureBuilder.build(type, row, null));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Csv.write(new ListFeatureCollection(type, features), out);
        String csv = out.toString(StandardCharsets.UTF_8);
        return csv.substring(csv.indexOf("\r\n") + 2);
    }

    private static String number(Number number) throws IOException {
        return written(new Object[] {number}).stripTrailing();
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
    void realNumbersAreWrittenWithNoMoreDigitsThanTellThemApart(double number) throws IOException {
        String text = number(number);
        assertThat(Double.parseDouble(text)).isEqualTo(number);
        BigDecimal digits = new BigDecimal(text).stripTrailingZeros();
        if (digits.precision() > 2) {
            BigDecimal fewer = digits.round(new MathContext(digits.precision() - 1));
            assertThat(fewer.doubleValue()).isNotEqualTo(number);
        }
        assertThat(number(-number)).isEqualTo(text.startsWith("-") ? text.substring(1) : "-" + text);
    }

    @Test
    void realNumbersLookAsJavaWritesThem() throws IOException {
        assertThat(written(new Object[] {0.1 + 0.2, 69.7, 100d, 1e7, 1e-4, 2e23, Double.MAX_VALUE}))
                .isEqualTo("0.30000000000000004,69.7,100.0,1.0E7,1.0E-4,2.0E23,1.7976931348623157E308\r\n");
    }

    @Test
    void anyNumbersAreReadBackAsTheyWere() throws IOException {
        Random random = new Random(7);
        Object[][] rows = new Object[200_000][];
        for (int i = 0; i < rows.length; i++) {
            long bits = random.nextLong();
            double few = (bits % 100_000_000) / Math.pow(10, random.nextInt(8));
            double any = Double.longBitsToDouble(bits);
            rows[i] = new Object[] {
                few, Math.nextUp(few), Double.isFinite(any) ? any : 0.0, random.nextDouble(), bits, (int) bits
            };
        }
        String[] lines = written(rows).split("\r\n");
        for (int i = 0; i < rows.length; i++) {
            String[] cells = lines[i].split(",");
            for (int c = 0; c < 4; c++) {
                assertThat(Double.parseDouble(cells[c])).isEqualTo(rows[i][c]);
                assertThat(cells[c])
                        .hasSizeLessThanOrEqualTo(rows[i][c].toString().length());
            }
            assertThat(cells[4]).isEqualTo(rows[i][4].toString());
            assertThat(cells[5]).isEqualTo(rows[i][5].toString());
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
        assertThat(written(
                        new Object[] {"a", "a,b", "say \"a\"", "a\nb", "a\rb", "", null, " a", "a "},
                        new Object[] {"", "#a", "!", "$", "a'b", "八一镇", "八一,镇", "é\"", "\uD83C\uDFEB"}))
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
        String csv = written(rows);
        List<String[]> read = CsvReader.builder().ofCsvRecord(csv).stream()
                .map(record -> record.getFields().toArray(String[]::new))
                .toList();
        assertThat(read.toArray(String[][]::new)).isDeepEqualTo(rows);
    }
}
