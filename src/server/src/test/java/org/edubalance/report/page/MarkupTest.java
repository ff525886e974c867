package org.edubalance.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.edubalance.messages.Language;
import org.junit.jupiter.api.Test;

/** Whatever the texts are, the markup is that of the program. */
class MarkupTest {

    private static final String HOSTILE = "</p><script>alert('1')</script>&amp;\"";
    private static final String HARMLESS = "&lt;/p&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;&quot;";

    @Test
    void textsAndAttributesAreEscapedAndNumbersTheSameEverywhere() {
        Markup markup = new Markup()
                .open("a", "title", HOSTILE, "class", null, "x", 1.25, "n", 3)
                .text(HOSTILE)
                .leaf("br")
                .close();
        assertThat(markup).hasToString("<a title=\"" + HARMLESS + "\" x=\"1.3\" n=\"3\">" + HARMLESS + "<br/></a>");
    }

    @Test
    void noBlockLetsMarkupThrough() {
        Picture nothing = svg -> svg.element("svg", HOSTILE);
        Key[] keys = {
            new Key.Sign(nothing, "●", "#fff", HOSTILE),
            new Key.Swatch("#fff", HOSTILE),
            new Key.Ramp(HOSTILE, List.of("#fff"), HOSTILE),
            new Key.Note(HOSTILE)
        };
        String page = HtmlPage.of(
                Language.EN,
                HOSTILE,
                List.of(
                        new Block.Heading(1, HOSTILE, HOSTILE),
                        new Block.Paragraph(Block.Paragraph.Kind.BAD, HOSTILE),
                        new Block.Bullets(Block.Bullets.Kind.GAPS, List.of(HOSTILE)),
                        new Block.Formula(HOSTILE),
                        new Block.Contents(HOSTILE),
                        new Block.Figures(
                                Block.Width.PAGE,
                                List.of(new Block.Figure(
                                        nothing, new Block.Caption(HOSTILE, 1, HOSTILE), List.of(keys)))),
                        Table.of(List.of(HOSTILE))
                                .text(HOSTILE, text -> text)
                                .grouped(text -> text)
                                .build()
                                .called(new Block.Caption(HOSTILE, 1, HOSTILE))));
        assertThat(page).doesNotContain("<script").contains(HARMLESS);
        assertThat(page.split(Pattern.quote(HARMLESS), -1)).hasSize(22);
    }

    @Test
    void formulasHaveSubscripts() {
        String page = HtmlPage.of(Language.EN, "", List.of(new Block.Formula("w_j < Σ_k e_ij²")));
        assertThat(page).contains("<p class=\"formula\">w<sub>j</sub> &lt; Σ<sub>k</sub> e<sub>ij</sub>²</p>");
    }
}
