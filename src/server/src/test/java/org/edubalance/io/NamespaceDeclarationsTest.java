package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XML in files, with so many namespace declarations on one element that their parser would take minutes. */
class NamespaceDeclarationsTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final String MANY = IntStream.range(0, 160_000)
            .mapToObj(i -> "xmlns:n" + i + "='urn:n'")
            .collect(Collectors.joining(" "));

    @TempDir
    Path directory;

    private static byte[] kml(String declarations) {
        return ("<kml xmlns='http://www.opengis.net/kml/2.2'><Placemark " + declarations
                        + "><name>A</name><Point><coordinates>94,29</coordinates></Point></Placemark></kml>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void kml() {
        assertThat(readAtOnce(Format.KML, kml(""))).isEqualTo("1");
        assertThat(readAtOnce(Format.KML, kml(MANY))).contains("KML");
    }

    @Test
    void kmz() throws IOException {
        ByteArrayOutputStream kmz = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(kmz)) {
            zip.putNextEntry(new ZipEntry("doc.kml"));
            zip.write(kml(MANY));
        }
        assertThat(readAtOnce(Format.KML, kmz.toByteArray())).contains("KML");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xl/worksheets/sheet1.xml",
                "xl/workbook.xml",
                "xl/styles.xml",
                "xl/_rels/workbook.xml.rels",
                "[Content_Types].xml"
            })
    void workbook(String part) throws IOException {
        byte[] book = Files.readAllBytes(new WorkbookSamples()
                .sheet("S", List.of(List.of("name", "pupils"), List.of("A", "3")))
                .write(directory.resolve("book.xlsx")));
        assertThat(readAtOnce(Format.XLSX, book)).isEqualTo("1");
        assertThat(readAtOnce(Format.XLSX, withMany(book, part)))
                .isEqualTo("the workbook cannot be read: an element in it has more than 5000 attributes");
    }

    /** However the equals signs are hidden: behind quotes in comments, or in letters of two bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32BE"})
    void sheetInOtherLetters(String encoding) throws IOException {
        byte[] sheet = ("<!-- ' --><worksheet " + MANY
                        + " xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
                        + "<sheetData/></worksheet>")
                .getBytes(Charset.forName(encoding));
        byte[] book = Files.readAllBytes(new WorkbookSamples().sheet("S", sheet).write(directory.resolve("book.xlsx")));
        assertThat(readAtOnce(Format.XLSX, book)).startsWith("the workbook cannot be read");
    }

    /** Bytes of a picture are no brackets. */
    @Test
    void picturesMayHoldAnything() {
        byte[] grey = new byte[20_000];
        Arrays.fill(grey, (byte) '=');
        grey[0] = 'B';
        grey[1] = 'M';
        new TagCheck().take(grey, grey.length);
        new TagCheck().take(new byte[] {1, 0, 0, 0, '<', '='}, 6);
    }

    /** The declarations on the first element of a part. */
    private static byte[] withMany(byte[] book, String part) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean found = false;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(book));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (entry.getName().equals(part)) {
                    xml = xml.replaceFirst(" ", " " + MANY + " ");
                    found = true;
                }
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(xml.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(found).isTrue();
        return out.toByteArray();
    }

    /** The number of features, or why it is refused. */
    private static String readAtOnce(Format format, byte[] content) {
        return assertTimeoutPreemptively(AT_ONCE, () -> {
            try {
                Object read = format.read(
                        SimpleFeatureCollection.class, new ByteArrayInputStream(content), ReadOptions.named("data"));
                int count = 0;
                try (SimpleFeatureIterator features = ((SimpleFeatureCollection) read).features()) {
                    while (features.hasNext()) {
                        features.next();
                        count++;
                    }
                }
                return Integer.toString(count);
            } catch (Refusal e) {
                return e.in(Language.EN);
            }
        });
    }
}
