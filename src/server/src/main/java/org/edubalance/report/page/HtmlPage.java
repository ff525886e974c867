package org.edubalance.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Language;

/** Writes blocks as one HTML page that needs no other file and prints well on A4. */
public final class HtmlPage implements Block.Writer, Key.Writer {

    private static final Pattern SUBSCRIPT = Pattern.compile("_([\\p{L}\\p{Nd}]+)");

    private final Markup html = new Markup();
    private final List<Block> blocks;
    private int headings;

    private HtmlPage(List<Block> blocks) {
        this.blocks = blocks;
    }

    /** The page. */
    public static String of(Language language, String title, List<Block> blocks) {
        HtmlPage page = new HtmlPage(blocks);
        page.html
                .open("html", "lang", language == Language.ZH ? "zh-CN" : "en")
                .open("head")
                .leaf("meta", "charset", "utf-8")
                .leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", title)
                .style(styleSheet("report.css") + styleSheet("figures.css"))
                .close()
                .open("body")
                .line();
        for (Block block : blocks) {
            block.writeTo(page);
            page.html.line();
        }
        page.html.close().close().line();
        return "<!DOCTYPE html>\n" + page.html;
    }

    /** One of the report's style sheets. */
    static String styleSheet(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream("/org/edubalance/report/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void heading(Block.Heading heading) {
        html.element("h" + heading.level(), heading.whole(), "id", anchor(headings++));
    }

    @Override
    public void pageBreak() {
        html.element("div", "", "class", "break");
    }

    private static String anchor(int heading) {
        return "h" + heading;
    }

    @Override
    public void paragraph(Block.Paragraph paragraph) {
        if (paragraph.kind() == Block.Paragraph.Kind.PLAIN) {
            html.element("p", paragraph.text());
        } else {
            html.open("p", "class", lower(paragraph.kind()));
            sign(paragraph.kind().tone());
            html.text(paragraph.text()).close();
        }
    }

    private void sign(Tone tone) {
        if (!tone.sign().isEmpty()) {
            html.element("span", tone.sign(), "class", "sign", "aria-hidden", "true")
                    .text(" ");
        }
    }

    @Override
    public void contents(Block.Contents contents) {
        html.open("nav").element("p", contents.title()).open("ol").line();
        int index = 0;
        for (Block block : blocks) {
            if (block instanceof Block.Heading heading) {
                if (heading.level() == 2) {
                    html.open("li")
                            .element("a", heading.whole(), "href", "#" + anchor(index))
                            .close()
                            .line();
                }
                index++;
            }
        }
        html.close().close();
    }

    @Override
    public void bullets(Block.Bullets bullets) {
        boolean numbered = bullets.kind() == Block.Bullets.Kind.KEY;
        html.open(numbered ? "ol" : "ul", "class", lower(bullets.kind())).line();
        bullets.sentences().forEach(sentence -> html.element("li", sentence).line());
        html.close();
    }

    @Override
    public void formula(Block.Formula formula) {
        String text = formula.text();
        html.open("p", "class", "formula");
        Matcher subscript = SUBSCRIPT.matcher(text);
        int at = 0;
        while (subscript.find()) {
            html.text(text.substring(at, subscript.start())).element("sub", subscript.group(1));
            at = subscript.end();
        }
        html.text(text.substring(at)).close();
    }

    @Override
    public void figures(Block.Figures figures) {
        boolean pair = figures.figures().size() > 1;
        html.open("div", "class", pair ? "pair" : lower(figures.width())).line();
        for (Block.Figure figure : figures.figures()) {
            html.open("figure").line();
            figure.picture().draw(html);
            html.open("figcaption").element("b", figure.caption().whole());
            if (!figure.legend().isEmpty()) {
                html.open("div", "class", "legend");
                figure.legend().forEach(this::key);
                html.close();
            }
            html.close().close().line();
        }
        html.close();
    }

    private void key(Key key) {
        html.open("span", "class", "key");
        key.writeTo(this);
        html.close().text(" ");
    }

    @Override
    public void sign(Key.Sign sign) {
        html.open("svg", "width", 14, "height", 14, "viewBox", "0 0 14 14");
        sign.mark().draw(html);
        html.close().text(sign.text());
    }

    @Override
    public void swatch(Key.Swatch swatch) {
        html.element("span", "", "class", "swatch", "style", "background:" + swatch.colour())
                .text(swatch.text());
    }

    @Override
    public void ramp(Key.Ramp ramp) {
        String gradient = "background:linear-gradient(to right, " + String.join(", ", ramp.colours()) + ")";
        html.text(ramp.from() + " ")
                .element("span", "", "class", "ramp", "style", gradient)
                .text(" " + ramp.to());
    }

    @Override
    public void note(Key.Note note) {
        html.text(note.text());
    }

    @Override
    public void table(Table table) {
        boolean cards = isCards(table);
        html.open("table", "class", lower(table.kind()) + (cards ? " cards" : ""));
        if (table.caption() != null) {
            html.element("caption", table.caption().whole());
        }
        html.open("thead").open("tr");
        for (Table.Column column : table.columns()) {
            html.element("th", column.heading(), "scope", "col", "class", column.number() ? "number" : null);
        }
        html.close().close().open("tbody").line();
        boolean[] tight = new boolean[table.columns().size()];
        for (int i = 0; i < tight.length; i++) {
            tight[i] = table.isShort(i);
        }
        String group = null;
        for (int r = 0; r < table.rows().size(); r++) {
            List<Table.Cell> row = table.rows().get(r);
            if (!table.groups().isEmpty() && !table.groups().get(r).equals(group)) {
                group = table.groups().get(r);
                html.open("tr", "class", "group")
                        .element("th", group, "scope", "rowgroup", "colspan", row.size())
                        .close()
                        .line();
            }
            html.open("tr");
            for (int i = 0; i < row.size(); i++) {
                Table.Column column = table.columns().get(i);
                Tone tone = row.get(i).tone();
                String kinds = (column.number() ? "number " : tight[i] ? "short " : "")
                        + (tone == Tone.PLAIN ? "" : tone.style());
                html.open(
                        "td",
                        "class",
                        kinds.isEmpty() ? null : kinds.strip(),
                        "data-head",
                        cards ? column.heading() : null);
                sign(tone);
                html.text(row.get(i).text()).close();
            }
            html.close().line();
        }
        html.close().close();
    }

    /** Whether a row is a card on a narrow screen: of sentences, and of more columns than fit on it. */
    private static boolean isCards(Table table) {
        return switch (table.kind()) {
            case REASONS, CARDS, LIGHTS -> true;
            case PLAIN -> table.columns().size() > 4;
            case MATRIX -> table.columns().size() > 11;
            case SIGNS -> false;
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
