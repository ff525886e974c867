package org.edubalance.report.page;

import java.util.List;

/** A part of a page. All texts are plain, in the report's language. */
public sealed interface Block
        permits Block.Heading, Block.Paragraph, Block.Bullets, Block.Formula, Block.Figures, Table {

    /**
     * A heading.
     *
     * @param level 1 for the page's own, 2 for a chapter, 3 for a section
     */
    record Heading(int level, String text) implements Block {}

    record Paragraph(String text) implements Block {}

    /** Sentences one below the other. */
    record Bullets(Kind kind, List<String> sentences) implements Block {

        /** What the sentences tell. */
        public enum Kind {
            FINDINGS,
            GAPS
        }
    }

    /**
     * A formula on a line of its own.
     *
     * @param text letters after {@code _} are a subscript: {@code w_j · y_ij}
     */
    record Formula(String text) implements Block {}

    /** Figures, beside each other where there is room. */
    record Figures(Width width, List<Figure> figures) implements Block {}

    /** How wide a figure is. */
    enum Width {
        PAGE,
        HALF
    }

    /** A picture with its caption and legend. */
    record Figure(Picture picture, String caption, List<Key> legend) {}

    /** A figure as wide as the page. */
    static Block figure(Picture picture, String caption, Key... legend) {
        return new Figures(Width.PAGE, List.of(new Figure(picture, caption, List.of(legend))));
    }

    /** Figures half as wide as the page. */
    static Block figures(List<Figure> figures) {
        return new Figures(Width.HALF, figures);
    }
}
