package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Block.Bullets.Kind;
import org.edubalance.standards.Stage;

/** A page while its sections are written: what it tells of, the words for it, and the blocks so far. */
final class Page {

    private final Analysis analysis;
    private final Gaps gaps;
    private final Words words;
    private final List<Block> blocks = new ArrayList<>();

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
        return words.of(analysis.map().name(key));
    }

    void chapter(String heading) {
        add(new Block.Heading(2, heading));
    }

    void section(String heading) {
        add(new Block.Heading(3, heading));
    }

    void paragraph(String text) {
        add(new Block.Paragraph(text));
    }

    void findings(List<String> sentences) {
        add(new Block.Bullets(Kind.FINDINGS, sentences));
    }

    /** What is missing, if anything is. */
    void gaps(List<Localized> causes) {
        if (!causes.isEmpty()) {
            add(new Block.Bullets(Kind.GAPS, causes.stream().map(words::of).toList()));
        }
    }

    /** What is missing in a part. */
    void gaps(Gap.Part part, Stage stageOrNull) {
        gaps(gaps.causes(part, stageOrNull));
    }

    void add(Block block) {
        blocks.add(block);
    }
}
