package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.edubalance.io.Samples.notes;
import static org.edubalance.io.SixSchools.and;
import static org.edubalance.io.SixSchools.rows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkbooksTest {

    @TempDir
    Path directory;

    @Test
    void readsASheetAsATable() throws IOException {
        SimpleFeatureCollection schools = read(new WorkbookSamples()
                .sheet("学校", rows())
                .sheet("Sheet2", List.of())
                .write(file("schools.xlsx")));

        assertSixSchools(schools);
        assertThat(ReadingNotes.of(schools).isEmpty()).isTrue();
        assertThat(DataUtilities.list(schools).get(0).getDefaultGeometry()).hasToString("POINT (94.3585 29.65849)");
    }

    @Test
    void leavesOutTheTitleAndTheTotalOfATable() throws IOException {
        List<List<String>> rows = and("合计");
        rows.add(0, List.of("林芝市义务教育学校一览表"));

        SimpleFeatureCollection schools =
                read(new WorkbookSamples().sheet("Sheet1", rows, "A1:I1").write(file("title.xlsx")));

        assertSixSchools(schools);
        assertThat(notes(schools))
                .containsExactly(
                        "left out above the header: “林芝市义务教育学校一览表” (line 1)",
                        "1 row of totals or means left out: “合计” (line 9)");
    }

    @Test
    void mergedTextsAreThatOfAllTheirRowsAndMergedHeadersOfTheirColumns() throws IOException {
        List<List<String>> rows = List.of(
                List.of("学校名称", "区县", "学生数", "", "图书"),
                List.of("", "", "男", "女", ""),
                List.of("甲小学", "巴宜区", "10", "12", "300"),
                List.of("乙小学", "", "20", "21", ""),
                List.of("丙小学", "米林市", "30", "31", "400"));

        SimpleFeatureCollection schools = read(new WorkbookSamples()
                .sheet("Sheet1", rows, "A1:A2", "B1:B2", "C1:D1", "E1:E2", "B3:B4", "E3:E4")
                .write(file("merged.xlsx")));

        assertThat(DataUtilities.list(schools))
                .extracting(SimpleFeature::getAttributes)
                .containsExactly(
                        List.of("甲小学", "巴宜区", 10, 12, 300),
                        Arrays.asList("乙小学", "巴宜区", 20, 21, null),
                        List.of("丙小学", "米林市", 30, 31, 400));
        assertThat(schools.getSchema().indexOf("学生数_女")).isEqualTo(3);
        assertThat(notes(schools))
                .anyMatch(note -> note.startsWith("merged cells were read") && note.contains("B3:B4"));
    }

    @Test
    void readsNumbersAsTheyAreShown() throws IOException {
        List<List<String>> rows = List.of(
                List.of("code", "day", "time", "share", "open", "n", "sum"),
                List.of(
                        "<c s=\"3\"><v>526210001</v></c>",
                        "<c s=\"1\"><v>45536</v></c>",
                        "<c s=\"4\"><v>45536.5</v></c>",
                        "<c s=\"2\"><v>0.855</v></c>",
                        "<c t=\"b\"><v>1</v></c>",
                        "<c><v>1.5E-3</v></c>",
                        "<c><f>1+1</f><v>2</v></c>"),
                List.of(
                        "<c s=\"3\"><v>526210002</v></c>",
                        "",
                        "",
                        "<c t=\"e\"><v>#N/A</v></c>",
                        "<c t=\"b\"><v>0</v></c>",
                        "<c><v>94.84999999999999</v></c>",
                        "<c t=\"str\"><f>\"\"</f><v></v></c>"));

        SimpleFeatureCollection read =
                read(new WorkbookSamples().sheet("s", rows).write(file("formats.xlsx")));

        assertThat(DataUtilities.list(read))
                .extracting(SimpleFeature::getAttributes)
                .containsExactly(
                        List.of("0526210001", "2024-09-01", "2024-09-01T12:00:00", 85.5, true, 0.0015, 2),
                        Arrays.asList("0526210002", null, null, null, false, 94.84999999999999, null));
    }

    @Test
    void asksForASheetWhereThereAreSeveral() throws IOException {
        Path file = new WorkbookSamples()
                .sheet("小学", rows())
                .sheet("初中", List.of(List.of("name", "n"), List.of("a", "1")))
                .sheet("codes", List.of(List.of("code"), List.of("1")))
                .hide("codes")
                .write(file("two.xlsx"));

        assertThat(Format.XLSX.layers(file)).containsExactly("小学", "初中");
        assertThatThrownBy(() -> read(file)).isInstanceOf(Refusal.class).hasMessageContaining("小学, 初中");
        assertSixSchools(Workbooks.read(file, ReadOptions.named("t").withLayer("小学")));
        assertThat(Workbooks.read(file, ReadOptions.named("t").withLayer("codes"))
                        .size())
                .isEqualTo(1);
        assertThatThrownBy(() -> Workbooks.read(file, ReadOptions.named("t").withLayer("高中")))
                .hasMessageContaining("高中")
                .hasMessageContaining("小学, 初中");
    }

    @ParameterizedTest
    @CsvSource({"<c><f>1+1</f></c>", "<c><f>1+1</f><v></v></c>", "<c><f>1+1</f><v/></c>"})
    void refusesAFormulaWithoutItsValue(String cell) throws IOException {
        List<List<String>> rows = rows();
        rows.get(3).set(4, cell);
        Path file = new WorkbookSamples().sheet("s", rows).write(file("formula.xlsx"));

        assertThatThrownBy(() -> read(file)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.in(Language.EN)).startsWith("cell E4 has a formula that was saved without its value");
            assertThat(refusal.in(Language.ZH)).startsWith("单元格 E4 的公式没有保存计算结果");
        });
    }

    @Test
    void refusesWhatCannotBeRead() throws IOException {
        byte[] whole =
                Files.readAllBytes(new WorkbookSamples().sheet("s", rows()).write(file("whole.xlsx")));
        refuses("cut.xlsx", Arrays.copyOf(whole, whole.length / 2), "cut off or damaged");
        refuses("none.xlsx", new byte[0], "the workbook is empty");
        refuses("random.xlsx", new byte[] {1, 2, 3, 0, 5}, "this is no Excel workbook");
        refuses("page.xls", "<html><table><tr><td>1</td></tr></table>".getBytes(), "this is a web page or XML");
        refuses("zip.xlsx", zip("readme.txt", "x"), "this is no Excel workbook");
        refuses(
                "blank.xlsx",
                Files.readAllBytes(new WorkbookSamples().sheet("s", List.of()).write(file("b.xlsx"))),
                "no sheet with cells");
        refuses("broken.xls", Arrays.copyOf(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 600), "cut off");
        try (POIFSFileSystem container = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(file("secret.xlsx"))) {
            container.createDocument(new ByteArrayInputStream(new byte[100]), "EncryptedPackage");
            container.writeFilesystem(out);
        }
        assertThatThrownBy(() -> read(file("secret.xlsx"))).hasMessageContaining("has a password");
    }

    @Test
    void refusesABomb() throws IOException {
        Path file = file("bomb.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<workbook/>".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            byte[] blanks = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                zip.write(blanks);
            }
            zip.closeEntry();
        }

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(Refusal.class)
                .hasMessage("xl/sharedStrings.xml in the zip unpacks to far more than its size: it is refused");
    }

    @Test
    void takesATextUnderTheNameOfAWorkbookForWhatItIs() throws IOException {
        Path file = file("export.xls");
        Files.writeString(file, SixSchools.csv(rows(), "\t"));
        List<String> told = new ArrayList<>();

        SimpleFeatureCollection schools =
                Workbooks.read(file, ReadOptions.named("t").withNotes(note -> told.add(note.in(Language.EN))));

        assertSixSchools(schools);
        assertThat(told)
                .containsExactly(
                        "this is a text under the name of a workbook; it was read as CSV",
                        "the fields are separated by tabs");
    }

    @Test
    void readsOldWorkbooks() throws IOException {
        Path file = file("old.xls");
        writeXls(file, null);

        SimpleFeatureCollection schools = read(file);

        assertSixSchools(schools);
        assertThat(DataUtilities.list(schools).get(1).getAttribute("区县")).isEqualTo("巴宜区");
        assertThat(DataUtilities.list(schools).get(0).getAttribute("day")).isEqualTo("2024-09-01");
        assertThat(Format.XLS.layers(file)).containsExactly("学校");
        try {
            writeXls(file("locked.xls"), "secret");
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
        assertThatThrownBy(() -> read(file("locked.xls")))
                .isInstanceOf(Refusal.class)
                .hasMessage("the workbook has a password: save a copy without one");
    }

    private static void writeXls(Path file, String password) throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            Sheet sheet = workbook.createSheet("学校");
            workbook.createSheet("Sheet2");
            CellStyle day = workbook.createCellStyle();
            day.setDataFormat((short) 14);
            List<List<String>> rows = rows();
            for (int r = 0; r < rows.size(); r++) {
                Row row = sheet.createRow(r);
                for (int c = 0; c < rows.get(r).size(); c++) {
                    String text = rows.get(r).get(c);
                    Cell cell = row.createCell(c);
                    if (r > 0 && c == 4) {
                        cell.setCellFormula(text + "+0");
                    } else if (text.matches("[\\d.]+")) {
                        cell.setCellValue(Double.parseDouble(text));
                    } else if (c != 2 || r == 0 || r == 1 || r == 4) {
                        cell.setCellValue(text);
                    }
                }
                Cell last = row.createCell(rows.get(r).size());
                if (r == 0) {
                    last.setCellValue("day");
                } else {
                    last.setCellValue(45536);
                    last.setCellStyle(day);
                }
            }
            sheet.addMergedRegion(new CellRangeAddress(1, 3, 2, 2));
            sheet.addMergedRegion(new CellRangeAddress(4, 6, 2, 2));
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            Biff8EncryptionKey.setCurrentUserPassword(password);
            workbook.write(out);
        }
    }

    @Test
    void writesWhatItReadsAgain() throws Exception {
        SimpleFeatureCollection features = Samples.features(
                "geometry:Point:srid=4326,name:String,code:java.lang.Long,score:Double,open:Boolean",
                Samples.row("POINT (94.5 29.25)", "=1+1", 5426210001L, 0.1 + 0.2, true),
                Samples.row(null, "&<\"八一\"", 1234567890123456789L, Double.NaN, null));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Format.XLSX.write(features, out);

        SimpleFeatureCollection back = Format.XLSX.read(
                SimpleFeatureCollection.class, new ByteArrayInputStream(out.toByteArray()), ReadOptions.named("back"));
        assertThat(DataUtilities.list(back))
                .extracting(row -> row.getAttributes().subList(1, 5))
                .containsExactly(
                        List.of("=1+1", 5426210001L, 0.1 + 0.2, true),
                        Arrays.asList("&<\"八一\"", 1234567890123456789L, null, null));
        assertThat(DataUtilities.list(back).get(0).getDefaultGeometry()).hasToString("POINT (94.5 29.25)");
        assertThat(DataUtilities.list(back).get(1).getDefaultGeometry()).isNull();
    }

    @Test
    void refusesToWriteWhatASheetCannotHold() throws Exception {
        SimpleFeatureCollection features = Samples.features("name:String", Samples.row("x".repeat(40_000)));

        assertThatThrownBy(() -> Format.XLSX.write(features, new ByteArrayOutputStream()))
                .isInstanceOf(Refusal.class)
                .hasMessage("a cell holds 32767 letters at most, and one would have 40000: write CSV");
    }

    private void refuses(String name, byte[] content, String reason) throws IOException {
        Files.write(file(name), content);
        assertThatThrownBy(() -> read(file(name)))
                .as(name)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }

    private static byte[] zip(String name, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static void assertSixSchools(SimpleFeatureCollection schools) {
        List<SimpleFeature> all = DataUtilities.list(schools);
        assertThat(all).hasSize(6);
        assertThat(all.stream()
                        .mapToDouble(school -> ((Number) school.getAttribute("在校生数")).doubleValue())
                        .sum())
                .isEqualTo(3726);
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private static SimpleFeatureCollection read(Path file) throws IOException {
        return Format.ofFileName(file.toString())
                .orElseThrow()
                .readFile(SimpleFeatureCollection.class, file, ReadOptions.named("schools"));
    }
}
