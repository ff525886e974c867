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

/** Writes blocks as one HTML page that needs no other file and prints well. */
public final class HtmlPage {

    private static final Pattern SUBSCRIPT = Pattern.compile("_(\\p{L}+)");

    private final Markup html = new Markup();

    private HtmlPage() {}

    /** The page. */
    public static String of(Language language, String title, List<Block> blocks) {
        HtmlPage page = new HtmlPage();
        page.html
                .open("html", "lang", language == Language.ZH ? "zh-CN" : "en")
                .open("head")
                .leaf("meta", "charset", "utf-8")
                .leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", title)
                .style(styleSheet())
                .close()
                .open("body")
                .line();
        blocks.forEach(page::block);
        page.html.close().close().line();
        return "<!DOCTYPE html>\n" + page.html;
    }

    private static String styleSheet() {
        try (InputStream in = HtmlPage.class.getResourceAsStream("/org/edubalance/report/report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void block(Block block) {
        if (block instanceof Block.Heading heading) {
            html.element("h" + heading.level(), heading.text());
        } else if (block instanceof Block.Paragraph paragraph) {
            html.element("p", paragraph.text());
        } else if (block instanceof Block.Bullets bullets) {
            bullets(bullets);
        } else if (block instanceof Block.Formula formula) {
            formula(formula.text());
        } else if (block instanceof Block.Figures figures) {
            figures(figures);
        } else if (block instanceof Table table) {
            table(table);
        }
        html.line();
    }

    private void bullets(Block.Bullets bullets) {
        html.open("ul", "class", lower(bullets.kind())).line();
        bullets.sentences().forEach(sentence -> html.element("li", sentence).line());
        html.close();
    }

    private void formula(String text) {
        html.open("p", "class", "formula");
        Matcher subscript = SUBSCRIPT.matcher(text);
        int at = 0;
        while (subscript.find()) {
            html.text(text.substring(at, subscript.start())).element("sub", subscript.group(1));
            at = subscript.end();
        }
        html.text(text.substring(at)).close();
    }

    private void figures(Block.Figures figures) {
        boolean pair = figures.figures().size() > 1;
        html.open("div", "class", pair ? "pair" : lower(figures.width())).line();
        for (Block.Figure figure : figures.figures()) {
            html.open("figure").line();
            figure.picture().draw(html);
            html.open("figcaption").text(figure.caption());
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
        if (key instanceof Key.Sign sign) {
            html.open("svg", "width", 14, "height", 14, "viewBox", "0 0 14 14");
            sign.mark().draw(html);
            html.close().text(sign.text());
        } else if (key instanceof Key.Swatch swatch) {
            html.element("span", "", "class", "swatch", "style", "background:" + swatch.colour())
                    .text(swatch.text());
        } else if (key instanceof Key.Ramp ramp) {
            String gradient = "background:linear-gradient(to right, " + String.join(", ", ramp.colours()) + ")";
            html.text(ramp.from() + " ")
                    .element("span", "", "class", "ramp", "style", gradient)
                    .text(" " + ramp.to());
        } else if (key instanceof Key.Note note) {
            html.text(note.text());
        }
        html.close().text(" ");
    }

    private void table(Table table) {
        html.open("div", "class", "table " + lower(table.kind()))
                .open("table")
                .open("thead")
                .open("tr");
        for (Table.Column column : table.columns()) {
            html.element("th", column.heading(), "class", column.number() ? "number" : null);
        }
        html.close().close().open("tbody").line();
        for (List<Table.Cell> row : table.rows()) {
            html.open("tr");
            for (int i = 0; i < row.size(); i++) {
                boolean number = table.columns().get(i).number();
                String kinds = (number ? "number " : "") + (row.get(i).shaded() ? "over" : "");
                html.element("td", row.get(i).text(), "class", kinds.isEmpty() ? null : kinds.strip());
            }
            html.close().line();
        }
        html.close().close().close();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
