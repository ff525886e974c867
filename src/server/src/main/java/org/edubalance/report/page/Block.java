package org.edubalance.report.page;

import java.util.List;

/** A part of a page. All texts are plain, in the report's language. */
public sealed interface Block
        permits Block.Heading,
                Block.Paragraph,
                Block.Bullets,
                Block.Formula,
                Block.Figures,
                Block.Contents,
                Block.PageBreak,
                Table {

    /** Has a writer write the block. */
    void writeTo(Writer writer);

    /** Writes blocks in a form of its own; a block that cannot be told in it may be left out. */
    interface Writer {
        void heading(Heading heading);

        void paragraph(Paragraph paragraph);

        void bullets(Bullets bullets);

        void formula(Formula formula);

        void figures(Figures figures);

        void contents(Contents contents);

        void pageBreak();

        void table(Table table);
    }

    /**
     * A heading.
     *
     * @param level 1 for the page's own, 2 for a chapter, 3 for a section
     * @param number what stands before it, such as {@code 2.1} or {@code （一）}; empty for none
     */
    record Heading(int level, String number, String text) implements Block {
        @Override
        public void writeTo(Writer writer) {
            writer.heading(this);
        }

        /** The number and the text. */
        public String whole() {
            return number.isEmpty() ? text : number + (number.endsWith("、") || number.endsWith("）") ? "" : " ") + text;
        }
    }

    /** A paragraph of one of the kinds that look different. */
    record Paragraph(Kind kind, String text) implements Block {
        @Override
        public void writeTo(Writer writer) {
            writer.paragraph(this);
        }

        /** What a paragraph is for. */
        public enum Kind {
            PLAIN,
            /** Under the title: place, year, author, date. */
            BYLINE,
            /** What has to be known before anything else is read. */
            WARNING,
            /** The verdict on the whole. */
            GOOD,
            PARTLY,
            BAD,
            UNKNOWN;

            /** How the paragraph is to be taken. */
            public Tone tone() {
                return switch (this) {
                    case GOOD -> Tone.GOOD;
                    case PARTLY -> Tone.PARTLY;
                    case BAD -> Tone.BAD;
                    case UNKNOWN -> Tone.UNKNOWN;
                    default -> Tone.PLAIN;
                };
            }

            /** The kind of a verdict. */
            public static Kind of(Tone tone) {
                return valueOf(tone.name());
            }
        }
    }

    /** Sentences one below the other. */
    record Bullets(Kind kind, List<String> sentences) implements Block {
        @Override
        public void writeTo(Writer writer) {
            writer.bullets(this);
        }

        /** What the sentences tell. */
        public enum Kind {
            FINDINGS,
            GAPS,
            /** What the numbers of a table's columns stand for. */
            KEY
        }
    }

    /**
     * A formula on a line of its own.
     *
     * @param text letters after {@code _} are a subscript: {@code w_j · y_ij}
     */
    record Formula(String text) implements Block {
        @Override
        public void writeTo(Writer writer) {
            writer.formula(this);
        }
    }

    /** The chapters that follow, with where they are. */
    record Contents(String title) implements Block {
        @Override
        public void writeTo(Writer writer) {
            writer.contents(this);
        }
    }

    /** What follows begins on a new page where there are pages. */
    record PageBreak() implements Block {
        @Override
        public void writeTo(Writer writer) {
            writer.pageBreak();
        }
    }

    /** Figures, beside each other where there is room. */
    record Figures(Width width, List<Figure> figures) implements Block {
        @Override
        public void writeTo(Writer writer) {
            writer.figures(this);
        }
    }

    /** How wide a figure is. */
    enum Width {
        PAGE,
        HALF
    }

    /** A picture with its caption and legend. */
    record Figure(Picture picture, Caption caption, List<Key> legend) {}

    /**
     * What a figure or table is called.
     *
     * @param label what it is, in the report's language: {@code Figure} or {@code 图}
     */
    record Caption(String label, int number, String text) {

        /** The whole caption. */
        public String whole() {
            return start() + number + "  " + text;
        }

        /** What stands before the number. */
        public String start() {
            return label.chars().allMatch(c -> c < 128) ? label + " " : label;
        }
    }
}
