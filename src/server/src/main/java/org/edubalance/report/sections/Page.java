package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Block.Bullets.Kind;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Picture;
import org.edubalance.report.page.Table;
import org.edubalance.report.page.Tone;
import org.edubalance.standards.Stage;

/**
 * A page while its sections are written: what it tells of, the words for it, and the blocks so far. Chapters, sections,
 * figures and tables are numbered as they come.
 */
final class Page {

    private static final String[] CHINESE = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

    private final Analysis analysis;
    private final Gaps gaps;
    private final Words words;
    private final List<Block> blocks = new ArrayList<>();
    private int chapters;
    private int sections;
    private int figures;
    private int tables;

    Page(Analysis analysis, Gaps gaps, Language language) {
        this.analysis = analysis;
        this.gaps = gaps;
        this.words = new Words(language);
    }

    Analysis analysis() {
        return analysis;
    }

    Gaps gaps() {
        return gaps;
    }

    Words words() {
        return words;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** A text of the bundles in the page's language. */
    String text(String key, Object... facts) {
        return words.text(key, facts);
    }

    /** What a region is called. */
    String region(String key) {
        return words.of(analysis.regions().name(key));
    }

    void title(String text) {
        add(new Block.Heading(1, "", text));
    }

    void chapter(String heading) {
        chapters++;
        sections = 0;
        String number = words.language() == Language.ZH ? chinese(chapters) + "、" : Integer.toString(chapters);
        add(new Block.Heading(2, number, heading));
    }

    void section(String heading) {
        sections++;
        String number = words.language() == Language.ZH ? "（" + chinese(sections) + "）" : chapters + "." + sections;
        add(new Block.Heading(3, number, heading));
    }

    /** A number below 100 as Chinese headings have it. */
    private static String chinese(int number) {
        String ones = number % 10 == 0 ? "" : CHINESE[number % 10];
        return number < 10 ? ones : (number < 20 ? "" : CHINESE[number / 10]) + "十" + ones;
    }

    void paragraph(String text) {
        add(new Block.Paragraph(Block.Paragraph.Kind.PLAIN, text));
    }

    void paragraph(Block.Paragraph.Kind kind, String text) {
        add(new Block.Paragraph(kind, text));
    }

    void verdict(Tone tone, String text) {
        add(new Block.Paragraph(Block.Paragraph.Kind.of(tone), text));
    }

    void bullets(Kind kind, List<String> sentences) {
        if (!sentences.isEmpty()) {
            add(new Block.Bullets(kind, sentences));
        }
    }

    /** What is missing, if anything is. */
    void gaps(List<Localized> causes) {
        bullets(Kind.GAPS, causes.stream().map(words::of).toList());
    }

    /** What is missing in a part. */
    void gaps(Gap.Part part, Stage stageOrNull) {
        gaps(gaps.causes(part, stageOrNull));
    }

    /** A table under its caption. */
    void table(String caption, Table table) {
        tables++;
        add(table.called(new Block.Caption(text("report.table"), tables, caption)));
    }

    /** A figure as it stands in {@link #figures}. */
    Block.Figure figure(Picture picture, String caption, List<Key> legend) {
        figures++;
        return new Block.Figure(picture, new Block.Caption(text("report.figure"), figures, caption), legend);
    }

    /** A figure by itself. */
    void figure(Block.Figure figure) {
        add(new Block.Figures(Block.Width.PAGE, List.of(figure)));
    }

    /** Figures beside each other. */
    void figures(List<Block.Figure> figures) {
        add(new Block.Figures(Block.Width.HALF, figures));
    }

    void add(Block block) {
        blocks.add(block);
    }
}
