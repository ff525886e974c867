package org.edubalance.report.page;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFNumbering;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.edubalance.messages.Language;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTabStop;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTabJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTabTlc;

/**
 * The styles of a report as a document, on one scale of sizes. Latin and Chinese fonts are named apart, as Word does: the
 * body in 宋体, headings in 黑体, which every office in China has.
 */
final class WordStyles {

    static final String TEXT = "Normal";
    static final String BYLINE = "Byline";
    static final String WARNING = "Warning";
    static final String VERDICT = "Verdict";
    static final String CONTENTS = "TOCHeading";
    static final String ENTRY = "TOC1";
    static final String BULLET = "ListBullet";
    static final String KEY = "IndicatorKey";
    static final String FORMULA = "Formula";
    static final String PICTURE = "Picture";
    static final String CAPTION = "Caption";
    static final String TABLE_CAPTION = "TableCaption";
    static final String LEGEND = "Legend";
    static final String CELL = "TableText";
    static final String SMALL = "TableTextSmall";
    static final String SPACE = "TableSpace";

    /** Points of the letters of tables. */
    static final double CELL_SIZE = 9;

    static final double SMALL_SIZE = 8;

    private static final String BLUE = "0B3D66";
    private static final String GREY = "5C666B";

    private final List<CTStyle> made = new ArrayList<>();
    private final BigInteger bullets;

    WordStyles(XWPFDocument document, Language language) {
        XWPFStyles styles = document.createStyles();
        CTFonts fonts = CTFonts.Factory.newInstance();
        fonts(fonts, false);
        styles.setDefaultFonts(fonts);
        styles.setEastAsia("zh-CN");
        styles.setSpellingLanguage(language == Language.ZH ? "zh-CN" : "en-GB");
        bullets = bullets(document);
        style(TEXT, "Normal", 10.5, false, null, 0, 6, 300);
        heading("Title", "Title", 22, BLUE, 0, 4, -1);
        heading("Heading1", "heading 1", 16, BLUE, 18, 6, 0);
        heading("Heading2", "heading 2", 12.5, "1A1A1A", 12, 4, 1);
        style(BYLINE, "Byline", 9.5, false, GREY, 0, 6, 276);
        indent(style(WARNING, "Warning", 10.5, false, null, 3, 6, 276), 120, 0);
        CTStyle verdict = style(VERDICT, "Verdict", 13, true, null, 6, 8, 276);
        indent(verdict, 120, 0);
        style(CONTENTS, "TOC Heading", 12.5, true, BLUE, 12, 3, 276);
        CTStyle entry = style(ENTRY, "toc 1", 10.5, false, null, 0, 2, 276);
        CTTabStop tab = entry.getPPr().addNewTabs().addNewTab();
        tab.setVal(STTabJc.RIGHT);
        tab.setLeader(STTabTlc.DOT);
        tab.setPos(BigInteger.valueOf(9750));
        CTStyle bullet = style(BULLET, "List Bullet", 10.5, false, null, 0, 3, 276);
        indent(bullet, 360, 360);
        CTStyle key = style(KEY, "Indicator Key", 9, false, null, 0, 1, 252);
        indent(key, 420, 420);
        indent(style(FORMULA, "Formula", 11, false, null, 0, 6, 276), 240, 0);
        CTStyle picture = style(PICTURE, "Picture", 9, false, null, 6, 2, 240);
        picture.getPPr().addNewKeepNext();
        CTStyle caption = style(CAPTION, "caption", 9, true, null, 2, 2, 252);
        caption.getPPr().addNewKeepLines();
        CTStyle above = style(TABLE_CAPTION, "Table Caption", 9, true, null, 8, 3, 252);
        above.getPPr().addNewKeepNext();
        style(LEGEND, "Legend", 8.5, false, null, 0, 6, 252);
        style(CELL, "Table Text", CELL_SIZE, false, null, 0, 0, 252);
        style(SMALL, "Table Text Small", SMALL_SIZE, false, null, 0, 0, 240);
        style(SPACE, "Table Space", 5, false, null, 0, 0, 240);
        // which copies them
        made.forEach(style -> styles.addStyle(new XWPFStyle(style)));
    }

    /** The list that sentences with bullets are in. */
    BigInteger bullets() {
        return bullets;
    }

    /** The style of a heading of a level. */
    static String heading(int level) {
        return level == 1 ? "Title" : "Heading" + (level - 1);
    }

    private static BigInteger bullets(XWPFDocument document) {
        CTAbstractNum kind = CTAbstractNum.Factory.newInstance();
        kind.setAbstractNumId(BigInteger.ZERO);
        CTLvl level = kind.addNewLvl();
        level.setIlvl(BigInteger.ZERO);
        level.addNewNumFmt().setVal(STNumberFormat.BULLET);
        level.addNewLvlText().setVal("•");
        level.addNewLvlJc().setVal(STJc.LEFT);
        XWPFNumbering numbering = document.createNumbering();
        return numbering.addNum(numbering.addAbstractNum(new XWPFAbstractNum(kind)));
    }

    private void heading(String id, String name, double size, String colour, int before, int after, int outline) {
        CTStyle style = style(id, name, size, true, colour, before, after, 276);
        CTPPrGeneral paragraph = style.getPPr();
        paragraph.addNewKeepNext();
        paragraph.addNewKeepLines();
        if (outline >= 0) {
            paragraph.addNewOutlineLvl().setVal(BigInteger.valueOf(outline));
        }
        fonts(style.getRPr().addNewRFonts(), true);
        style.addNewQFormat();
    }

    private static void fonts(CTFonts fonts, boolean heading) {
        fonts.setAscii(heading ? "Arial" : "Calibri");
        fonts.setHAnsi(heading ? "Arial" : "Calibri");
        fonts.setCs("Arial");
        fonts.setEastAsia(heading ? "黑体" : "宋体");
    }

    private static void indent(CTStyle style, int left, int hanging) {
        var indent = style.getPPr().addNewInd();
        indent.setLeft(BigInteger.valueOf(left));
        if (hanging > 0) {
            indent.setHanging(BigInteger.valueOf(hanging));
        }
    }

    /** A style of paragraphs: size, space before and after in points, line in 240ths. */
    private CTStyle style(
            String id, String name, double size, boolean bold, String colourOrNull, int before, int after, int line) {
        CTStyle style = CTStyle.Factory.newInstance();
        style.setType(STStyleType.PARAGRAPH);
        style.setStyleId(id);
        style.addNewName().setVal(name);
        if (id.equals(TEXT)) {
            style.setDefault(true);
        } else {
            style.addNewBasedOn().setVal(TEXT);
        }
        var spacing = style.addNewPPr().addNewSpacing();
        spacing.setBefore(BigInteger.valueOf(20L * before));
        spacing.setAfter(BigInteger.valueOf(20L * after));
        spacing.setLine(BigInteger.valueOf(line));
        spacing.setLineRule(STLineSpacingRule.AUTO);
        CTRPr letters = style.addNewRPr();
        if (bold) {
            letters.addNewB();
        }
        if (colourOrNull != null) {
            letters.addNewColor().setVal(colourOrNull);
        }
        BigInteger half = BigInteger.valueOf(Math.round(2 * size));
        letters.addNewSz().setVal(half);
        letters.addNewSzCs().setVal(half);
        made.add(style);
        return style;
    }
}
