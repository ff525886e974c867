package org.edubalance.report.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.Document;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableRowAlign;
import org.apache.poi.xwpf.usermodel.VerticalAlign;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPicture;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTable.XWPFBorderType;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.edubalance.messages.Language;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBookmark;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTHyperlink;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSimpleField;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STShd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;

/**
 * Writes blocks as a Word document that can be edited and handed in: real headings, a table of contents, captions that
 * count, tables whose heads repeat, pictures with a text for those who don't see them, and page numbers, on A4.
 */
public final class WordDocument implements Block.Writer {

    private static final Pattern SUBSCRIPT = Pattern.compile("_([\\p{L}\\p{Nd}]+)");

    /** Lengths are in twentieths of a point. */
    private static final int PAGE_WIDTH = 11906;

    private static final int PAGE_HEIGHT = 16838;
    private static final int MARGIN = 1077;
    private static final int TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN;

    private static final String RULE = "D0D5D8";

    /** Between the entries of a legend. */
    private static final String GAP = "    ";

    private final XWPFDocument document = new XWPFDocument();
    private final List<Block> blocks;
    private final WordStyles styles;
    private int headings;
    private int pictures;
    private boolean newPage;

    private WordDocument(Language language, List<Block> blocks) {
        this.blocks = blocks;
        this.styles = new WordStyles(document, language);
    }

    /** Writes the document; the stream stays open. */
    public static void write(Language language, String title, List<Block> blocks, OutputStream out) throws IOException {
        WordDocument word = new WordDocument(language, blocks);
        word.document.getProperties().getCoreProperties().setTitle(title);
        word.document.getProperties().getCoreProperties().setCreator("");
        word.page();
        blocks.forEach(block -> block.writeTo(word));
        word.document.write(out);
    }

    /** A4, and the number of each page below it. */
    private void page() {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(PAGE_WIDTH));
        size.setH(BigInteger.valueOf(PAGE_HEIGHT));
        CTPageMar margin = section.addNewPgMar();
        BigInteger all = BigInteger.valueOf(MARGIN);
        margin.setTop(all);
        margin.setBottom(all);
        margin.setLeft(all);
        margin.setRight(all);
        margin.setHeader(BigInteger.valueOf(567));
        margin.setFooter(BigInteger.valueOf(567));
        XWPFParagraph footer = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
        footer.setAlignment(ParagraphAlignment.CENTER);
        footer.setStyle(WordStyles.BYLINE);
        field(footer, "PAGE", "1");
        footer.createRun().setText(" / ");
        field(footer, "NUMPAGES", "1");
    }

    @Override
    public void pageBreak() {
        newPage = true;
    }

    private XWPFParagraph paragraph(String style) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setStyle(style);
        if (newPage) {
            paragraph.setPageBreak(true);
            newPage = false;
        }
        return paragraph;
    }

    @Override
    public void heading(Block.Heading heading) {
        XWPFParagraph paragraph = paragraph(WordStyles.heading(heading.level()));
        CTBookmark mark = paragraph.getCTP().addNewBookmarkStart();
        mark.setName(bookmark(headings));
        mark.setId(BigInteger.valueOf(headings));
        paragraph.createRun().setText(heading.whole());
        paragraph.getCTP().addNewBookmarkEnd().setId(BigInteger.valueOf(headings));
        headings++;
    }

    private static String bookmark(int heading) {
        return String.format("_Toc%08d", heading + 1);
    }

    /** The chapters, each with its page: a reference that Word and others fill as they lay the document out. */
    @Override
    public void contents(Block.Contents contents) {
        paragraph(WordStyles.CONTENTS).createRun().setText(contents.title());
        int index = 0;
        for (Block block : blocks) {
            if (block instanceof Block.Heading heading) {
                if (heading.level() == 2) {
                    entry(paragraph(WordStyles.ENTRY), heading, bookmark(index));
                }
                index++;
            }
        }
    }

    private static void entry(XWPFParagraph paragraph, Block.Heading heading, String bookmark) {
        CTHyperlink link = paragraph.getCTP().addNewHyperlink();
        link.setAnchor(bookmark);
        link.addNewR().addNewT().setStringValue(heading.whole());
        paragraph.createRun().addTab();
        field(paragraph, "PAGEREF " + bookmark + " \\h", "").setDirty(true);
    }

    private static CTSimpleField field(XWPFParagraph paragraph, String instruction, String now) {
        CTSimpleField field = paragraph.getCTP().addNewFldSimple();
        field.setInstr(" " + instruction + " ");
        field.addNewR().addNewT().setStringValue(now);
        return field;
    }

    @Override
    public void paragraph(Block.Paragraph block) {
        Tone tone = block.kind().tone();
        XWPFParagraph paragraph = paragraph(
                switch (block.kind()) {
                    case PLAIN -> WordStyles.TEXT;
                    case BYLINE -> WordStyles.BYLINE;
                    case WARNING -> WordStyles.WARNING;
                    default -> WordStyles.VERDICT;
                });
        if (block.kind() == Block.Paragraph.Kind.WARNING) {
            shade(paragraph, "FFF8E6");
        } else if (tone != Tone.PLAIN) {
            shade(paragraph, tone.ground());
            sign(paragraph, tone);
        }
        paragraph.createRun().setText(block.text());
    }

    private static void shade(XWPFParagraph paragraph, String ground) {
        var shading = paragraph.getCTPPr().addNewShd();
        shading.setVal(STShd.CLEAR);
        shading.setFill(ground);
    }

    private static void sign(XWPFParagraph paragraph, Tone tone) {
        if (!tone.sign().isEmpty()) {
            XWPFRun sign = paragraph.createRun();
            sign.setColor(tone.colour());
            sign.setText(tone.sign() + " ");
        }
    }

    @Override
    public void bullets(Block.Bullets block) {
        int number = 0;
        for (String sentence : block.sentences()) {
            number++;
            if (block.kind() == Block.Bullets.Kind.KEY) {
                XWPFParagraph paragraph = paragraph(WordStyles.KEY);
                paragraph.setKeepNext(true); // to the table that it is for
                XWPFRun run = paragraph.createRun();
                run.setText(number + ".");
                run.addTab();
                run.setText(sentence);
            } else {
                XWPFParagraph paragraph = paragraph(WordStyles.BULLET);
                if (block.kind() == Block.Bullets.Kind.GAPS) {
                    shade(paragraph, "FFF8E6");
                }
                paragraph.setNumID(styles.bullets());
                paragraph.setIndentationLeft(360);
                paragraph.setIndentationHanging(360);
                paragraph.createRun().setText(sentence);
            }
        }
    }

    @Override
    public void formula(Block.Formula formula) {
        String text = formula.text();
        XWPFParagraph paragraph = paragraph(WordStyles.FORMULA);
        Matcher subscript = SUBSCRIPT.matcher(text);
        int at = 0;
        while (subscript.find()) {
            paragraph.createRun().setText(text.substring(at, subscript.start()));
            XWPFRun lower = paragraph.createRun();
            lower.setText(subscript.group(1));
            lower.setSubscript(VerticalAlign.SUBSCRIPT);
            at = subscript.end();
        }
        paragraph.createRun().setText(text.substring(at));
    }

    @Override
    public void figures(Block.Figures block) {
        List<Block.Figure> figures = block.figures();
        List<XWPFParagraph> before = document.getParagraphs();
        if (!before.isEmpty()
                && document.getBodyElements().get(document.getBodyElements().size() - 1)
                        == before.get(before.size() - 1)) {
            before.get(before.size() - 1).setKeepNext(true);
        }
        if (figures.size() == 1) {
            int width = (int) (TEXT_WIDTH * 0.72);
            figure(figures.get(0), width, paragraph(WordStyles.PICTURE), null);
            return;
        }
        flushPage();
        XWPFTable table = document.createTable(1, figures.size());
        layout(table, equal(figures.size()));
        none(table);
        table.getRow(0).setCantSplitRow(true);
        for (int i = 0; i < figures.size(); i++) {
            XWPFTableCell cell = table.getRow(0).getCell(i);
            XWPFParagraph picture = cell.getParagraphArray(0);
            picture.setStyle(WordStyles.PICTURE);
            figure(figures.get(i), TEXT_WIDTH / figures.size() - 300, picture, cell);
        }
        paragraph(WordStyles.SPACE);
    }

    /** A page break before a table needs a paragraph to stand on. */
    private void flushPage() {
        if (newPage) {
            paragraph(WordStyles.SPACE);
        }
    }

    private static int[] equal(int columns) {
        int[] widths = new int[columns];
        Arrays.fill(widths, TEXT_WIDTH / columns);
        return widths;
    }

    private void figure(Block.Figure figure, int width, XWPFParagraph paragraph, XWPFTableCell cellOrNull) {
        PngPicture png = PngPicture.of(figure.picture());
        paragraph.setKeepNext(true);
        pictures++;
        int across = (int) (width / 20.0 * Units.EMU_PER_POINT);
        int down = (int) (across * png.height() / png.width());
        try {
            XWPFRun run = paragraph.createRun();
            XWPFPicture picture = run.addPicture(
                    new ByteArrayInputStream(png.png()),
                    Document.PICTURE_TYPE_PNG,
                    "figure" + pictures + ".png",
                    across,
                    down);
            picture.getCTPicture()
                    .getNvPicPr()
                    .getCNvPr()
                    .setDescr(figure.caption().text());
            run.getCTR()
                    .getDrawingArray(0)
                    .getInlineArray(0)
                    .getDocPr()
                    .setDescr(figure.caption().text());
        } catch (InvalidFormatException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        XWPFParagraph caption = cellOrNull == null ? document.createParagraph() : cellOrNull.addParagraph();
        caption.setStyle(WordStyles.CAPTION);
        caption(caption, figure.caption(), "Figure");
        caption.setKeepNext(!figure.legend().isEmpty());
        if (!figure.legend().isEmpty()) {
            XWPFParagraph legend = cellOrNull == null ? document.createParagraph() : cellOrNull.addParagraph();
            legend.setStyle(WordStyles.LEGEND);
            Legend keys = new Legend(legend);
            figure.legend().forEach(key -> key.writeTo(keys));
        }
    }

    private static void caption(XWPFParagraph paragraph, Block.Caption caption, String sequence) {
        paragraph.createRun().setText(caption.start());
        field(paragraph, "SEQ " + sequence + " \\* ARABIC", Integer.toString(caption.number()));
        paragraph.createRun().setText("  " + caption.text());
    }

    /** A legend's entries, one after the other in a paragraph. */
    private record Legend(XWPFParagraph paragraph) implements Key.Writer {

        @Override
        public void sign(Key.Sign sign) {
            coloured(paragraph, sign.sign(), sign.colour());
            text(sign.text());
        }

        @Override
        public void swatch(Key.Swatch swatch) {
            coloured(paragraph, "■", swatch.colour());
            text(swatch.text());
        }

        @Override
        public void ramp(Key.Ramp ramp) {
            paragraph.createRun().setText(ramp.from() + " ");
            ramp.colours().forEach(colour -> coloured(paragraph, "■", colour));
            text(ramp.to());
        }

        @Override
        public void note(Key.Note note) {
            paragraph.createRun().setText(note.text() + GAP);
        }

        private void text(String text) {
            paragraph.createRun().setText(" " + text + GAP);
        }
    }

    private static void coloured(XWPFParagraph paragraph, String text, String colour) {
        XWPFRun run = paragraph.createRun();
        run.setColor(colour.substring(1).toUpperCase(Locale.ROOT));
        run.setText(text);
    }

    @Override
    public void table(Table table) {
        flushPage();
        if (table.caption() != null) {
            XWPFParagraph caption = paragraph(WordStyles.TABLE_CAPTION);
            caption(caption, table.caption(), "Table");
        }
        int columns = table.columns().size();
        boolean small = WordWidths.isSmall(table);
        XWPFTable word = document.createTable(1, columns);
        layout(word, WordWidths.of(table, TEXT_WIDTH));
        rules(word);
        XWPFTableRow head = word.getRow(0);
        head.setRepeatHeader(true);
        head.setCantSplitRow(true);
        for (int i = 0; i < columns; i++) {
            Table.Column column = table.columns().get(i);
            XWPFTableCell cell = head.getCell(i);
            cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.BOTTOM);
            cell.setColor("EEF2F5");
            XWPFParagraph paragraph = cell.getParagraphArray(0);
            paragraph.setStyle(small ? WordStyles.SMALL : WordStyles.CELL);
            paragraph.setKeepNext(true);
            align(paragraph, column);
            XWPFRun run = paragraph.createRun();
            run.setBold(true);
            String[] lines = column.heading().split("\n");
            for (int line = 0; line < lines.length; line++) {
                if (line > 0) {
                    run.addBreak();
                }
                run.setText(lines[line]);
            }
        }
        String group = null;
        for (int r = 0; r < table.rows().size(); r++) {
            if (!table.groups().isEmpty() && !table.groups().get(r).equals(group)) {
                group = table.groups().get(r);
                group(word, group, columns, small);
            }
            row(word, table, table.rows().get(r), small);
        }
        paragraph(WordStyles.SPACE);
    }

    private static void group(XWPFTable word, String group, int columns, boolean small) {
        XWPFTableRow row = word.createRow();
        row.setCantSplitRow(true);
        while (row.getTableCells().size() > 1) {
            row.removeCell(row.getTableCells().size() - 1);
        }
        row.getCell(0).getCTTc().addNewTcPr().addNewGridSpan().setVal(BigInteger.valueOf(columns));
        XWPFParagraph paragraph = row.getCell(0).getParagraphArray(0);
        paragraph.setStyle(small ? WordStyles.SMALL : WordStyles.CELL);
        paragraph.setKeepNext(true);
        paragraph.setSpacingBefore(80);
        XWPFRun run = paragraph.createRun();
        run.setBold(true);
        run.setText(group);
    }

    private static void row(XWPFTable word, Table table, List<Table.Cell> cells, boolean small) {
        XWPFTableRow row = word.createRow();
        row.setCantSplitRow(true);
        for (int i = row.getTableCells().size(); i < cells.size(); i++) {
            row.createCell(); // after a row of one cell
        }
        for (int i = 0; i < cells.size(); i++) {
            XWPFTableCell cell = row.getCell(i);
            XWPFParagraph paragraph = cell.getParagraphArray(0);
            paragraph.setStyle(small ? WordStyles.SMALL : WordStyles.CELL);
            align(paragraph, table.columns().get(i));
            Tone tone = cells.get(i).tone();
            if (tone != Tone.PLAIN) {
                cell.setColor(tone.ground());
            }
            sign(paragraph, tone);
            XWPFRun run = paragraph.createRun();
            run.setBold(tone == Tone.NOTICE);
            run.setText(cells.get(i).text());
        }
    }

    private static void align(XWPFParagraph paragraph, Table.Column column) {
        if (column.number()) {
            paragraph.setAlignment(ParagraphAlignment.RIGHT);
        }
    }

    private static void layout(XWPFTable table, int[] widths) {
        var properties = table.getCTTbl().getTblPr();
        properties.addNewTblLayout().setType(STTblLayoutType.FIXED);
        CTTblWidth width = properties.isSetTblW() ? properties.getTblW() : properties.addNewTblW();
        width.setType(STTblWidth.DXA);
        int all = 0;
        var grid = table.getCTTbl().getTblGrid() == null
                ? table.getCTTbl().addNewTblGrid()
                : table.getCTTbl().getTblGrid();
        while (grid.sizeOfGridColArray() > 0) {
            grid.removeGridCol(0);
        }
        for (int i = 0; i < widths.length; i++) {
            grid.addNewGridCol().setW(BigInteger.valueOf(widths[i]));
            all += widths[i];
        }
        width.setW(BigInteger.valueOf(all));
        table.setTableAlignment(TableRowAlign.LEFT);
        table.setCellMargins(30, 70, 30, 70);
    }

    private static void rules(XWPFTable table) {
        none(table);
        table.setInsideHBorder(XWPFBorderType.SINGLE, 4, 0, RULE);
        table.setTopBorder(XWPFBorderType.SINGLE, 8, 0, "8A9296");
        table.setBottomBorder(XWPFBorderType.SINGLE, 8, 0, "8A9296");
    }

    private static void none(XWPFTable table) {
        table.setInsideHBorder(XWPFBorderType.NONE, 0, 0, RULE);
        table.setInsideVBorder(XWPFBorderType.NONE, 0, 0, RULE);
        table.setTopBorder(XWPFBorderType.NONE, 0, 0, RULE);
        table.setBottomBorder(XWPFBorderType.NONE, 0, 0, RULE);
        table.setLeftBorder(XWPFBorderType.NONE, 0, 0, RULE);
        table.setRightBorder(XWPFBorderType.NONE, 0, 0, RULE);
    }
}
