package org.edubalance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPictureData;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.edubalance.messages.Language;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Table;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same report as a document and as a workbook: nothing of it is lost, and both can be edited. */
class ReportFormatTest {

    private static Report english;
    private static Report chinese;
    private static XWPFDocument document;

    @BeforeAll
    static void make() throws IOException {
        DataNotes notes = new DataNotes("林芝市", "2024—2025", "教育局", null, LocalDate.of(2025, 9, 1), true, List.of());
        english = SampleReport.of(SampleReport.options(Language.EN, "cn-2017-quality"));
        chinese = SampleReport.of(SampleReport.options(Language.ZH, "cn-2017-quality", notes));
        document = new XWPFDocument(new ByteArrayInputStream(bytes(english, ReportFormat.DOCX)));
    }

    private static byte[] bytes(Report report, ReportFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(report, out);
        return out.toByteArray();
    }

    @Test
    void aDocumentHasEveryHeadingAsAHeading() {
        List<String> headings = new ArrayList<>();
        for (XWPFParagraph paragraph : document.getParagraphs()) {
            if (Set.of("Title", "Heading1", "Heading2").contains(String.valueOf(paragraph.getStyle()))) {
                headings.add(paragraph.getText());
            }
        }
        assertThat(headings)
                .isEqualTo(blocks(english, Block.Heading.class).stream()
                        .map(Block.Heading::whole)
                        .toList())
                .contains("1 What stands out", "7.1 Schools against the standard");
    }

    /** Cell by cell, with the sign of a light before its text; pairs of figures stand in tables of their own. */
    @Test
    void aDocumentHasEveryTableWithAHeadThatRepeatsAndACaptionThatCounts() {
        List<XWPFTable> tables = document.getTables().stream()
                .filter(table -> table.getRow(0).isRepeatHeader())
                .toList();
        List<Table> blocks = blocks(english, Table.class);
        assertThat(tables).hasSameSizeAs(blocks);
        for (int i = 0; i < blocks.size(); i++) {
            List<List<String>> cells = tables.get(i).getRows().stream()
                    .skip(1)
                    .map(row -> row.getTableCells().stream()
                            .map(cell -> cell.getText().replaceFirst("^[●▲■○] ", ""))
                            .toList())
                    .filter(row -> row.size() > 1)
                    .toList();
            assertThat(cells)
                    .isEqualTo(blocks.get(i).rows().stream()
                            .map(row -> row.stream().map(Table.Cell::text).toList())
                            .toList());
        }
        String xml = document.getDocument().toString();
        assertThat(xml).contains("SEQ Table \\* ARABIC", "SEQ Figure \\* ARABIC");
        assertThat(document.getFooterList().get(0)._getHdrFtr().toString()).contains(" PAGE ");
    }

    /** A reference to the bookmark at its heading, which whoever lays the document out fills. */
    @Test
    void everyChapterIsInTheContentsWithItsPage() {
        List<String> chapters = blocks(english, Block.Heading.class).stream()
                .filter(heading -> heading.level() == 2)
                .map(Block.Heading::whole)
                .toList();
        List<String> entries = new ArrayList<>();
        String xml = document.getDocument().toString();
        for (XWPFParagraph paragraph : document.getParagraphs()) {
            if ("TOC1".equals(paragraph.getStyle())) {
                entries.add(paragraph.getText().strip());
                String field =
                        paragraph.getCTP().getFldSimpleArray(0).getInstr().strip();
                assertThat(field).matches("PAGEREF _Toc\\d{8} \\\\h");
                assertThat(xml).contains("w:name=\"" + field.split(" ")[1] + "\"");
            }
        }
        assertThat(entries).isEqualTo(chapters);
    }

    @Test
    void aDocumentHasEveryFigureAsAPictureOfItsDrawing() throws IOException {
        List<Block.Figure> figures = blocks(english, Block.Figures.class).stream()
                .flatMap(block -> block.figures().stream())
                .toList();
        List<XWPFPictureData> pictures = document.getAllPictures();
        assertThat(pictures).hasSameSizeAs(figures).hasSizeGreaterThan(10);
        for (XWPFPictureData picture : pictures) {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.getData()));
            assertThat(image.getWidth()).isGreaterThan(1000);
            assertThat(colours(image)).as("a picture with something on it").isGreaterThan(10);
        }
        String xml = document.getDocument().toString();
        assertThat(figures).allSatisfy(figure -> assertThat(xml)
                .contains("descr=\"" + figure.caption().text().replace("'", "&apos;") + "\""));
    }

    private static long colours(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
                .distinct()
                .count();
    }

    @Test
    void aChineseDocumentNamesItsFonts() throws Exception {
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(bytes(chinese, ReportFormat.DOCX)))) {
            assertThat(word.getStyle().toString()).contains("宋体", "黑体");
            assertThat(word.getParagraphs().stream().map(XWPFParagraph::getText))
                    .contains("林芝市教育资源均衡分析报告", "2024—2025学年 · 教育局 · 2025年9月1日", "一、主要结论", "（一）小学阶段");
        }
    }

    @Test
    void aWorkbookHasASheetForEachTableWithNumbersAsNumbers() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes(chinese, ReportFormat.XLSX)))) {
            assertThat(book.getNumberOfSheets()).isEqualTo(chinese.tables().size() + 1);
            assertThat(book.getSheetAt(0).getSheetName()).isEqualTo("说明");
            assertThat(text(book.getSheetAt(0))).contains("林芝市教育资源均衡分析报告", "各区县结论", "合成数据");
            assertThat(book.getSheet("泰尔分解（初中）").getLastRowNum()).isEqualTo(7);
            Sheet schools = book.getSheet("学校");
            assertThat(schools.getLastRowNum()).isEqualTo(71);
            List<String> heads = new ArrayList<>();
            schools.getRow(0).forEach(cell -> heads.add(cell.getStringCellValue()));
            assertThat(heads).contains("lon", "lat", "pupils", "理由").doesNotContain("geometry");
            SimpleFeature first =
                    DataUtilities.list(chinese.tables().get("schools")).get(0);
            assertThat(schools.getRow(1).getCell(heads.indexOf("pupils")).getNumericCellValue())
                    .isEqualTo(((Number) first.getAttribute("pupils")).doubleValue());
        }
    }

    private static String text(Sheet sheet) {
        StringBuilder text = new StringBuilder();
        sheet.forEach(row -> row.forEach(cell -> text.append(cell).append('\n')));
        return text.toString();
    }

    /** What no XML may hold, what a spreadsheet would compute, and more than a cell can hold. */
    @Test
    void hostileNamesStayTexts() throws IOException {
        ListFeatureCollection renamed =
                new ListFeatureCollection(SampleReport.read("schools").getSchema());
        for (SimpleFeature school : DataUtilities.list(SampleReport.read("schools"))) {
            SimpleFeature copy = SimpleFeatureBuilder.copy(school);
            copy.setAttribute("name", "=1+1\u0001<w:p>" + school.getAttribute("name") + "x".repeat(40_000));
            renamed.add(copy);
            if (renamed.size() == 3) {
                break;
            }
        }
        Report report = Report.of(ReportData.of(renamed, null), SampleReport.options(Language.EN, "cn-2017-quality"));
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(bytes(report, ReportFormat.DOCX)));
                XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes(report, ReportFormat.XLSX)))) {
            assertThat(word.getTables()).isNotEmpty();
            assertThat(text(book.getSheet("Schools"))).contains("=1+1");
            book.forEach(sheet -> sheet.forEach(
                    row -> row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA))));
        }
    }

    @Test
    void formatsAreFoundByNameAndEnding() {
        assertThat(ReportFormat.ofFileName("a/b.DOCX")).contains(ReportFormat.DOCX);
        assertThat(ReportFormat.ofFileName("a/b.pdf")).isEmpty();
        assertThat(ReportFormat.of("xlsx")).contains(ReportFormat.XLSX);
        assertThat(Map.of(ReportFormat.HTML, false, ReportFormat.XLSX, true))
                .allSatisfy((format, holds) -> assertThat(format.holdsTables()).isEqualTo(holds));
    }

    private static <B extends Block> List<B> blocks(Report report, Class<B> type) {
        return report.blocks().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
