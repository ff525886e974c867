package org.edubalance.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Workbook;
import org.edubalance.standards.Stage;
import org.geotools.data.simple.SimpleFeatureCollection;

/** A report as the sheets of a workbook. */
final class Sheets {

    private static final String SURVEY = "survey-";

    private Sheets() {}

    static void write(Report report, OutputStream out) throws IOException {
        Map<String, SimpleFeatureCollection> sheets = new LinkedHashMap<>();
        report.titledTables().forEach((name, table) -> sheets.put(name(report, name), table));
        String about = Message.of("report.sheet.about").in(report.language());
        Workbook.write(about, about(report.blocks()), sheets, out);
    }

    /** The first page, up to the contents, and the last chapter, which is the data notes. */
    private static List<Block> about(List<Block> blocks) {
        List<Block> about = new ArrayList<>();
        int last = 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Block.Heading heading && heading.level() == 2) {
                last = i;
            }
        }
        for (Block block : blocks) {
            if (block instanceof Block.Contents) {
                break;
            }
            about.add(block);
        }
        about.addAll(blocks.subList(last, blocks.size()));
        return about;
    }

    /** What a table's sheet is called: {@code theil-junior} is one of a stage. */
    private static String name(Report report, String table) {
        if (table.startsWith(SURVEY)) {
            return Message.of("report.sheet.survey", "name", table.substring(SURVEY.length()))
                    .in(report.language());
        }
        int dash = table.lastIndexOf('-');
        return dash < 0
                ? Message.of("report.sheet." + table).in(report.language())
                : Message.of(
                                "report.sheet.stage",
                                "table",
                                Message.of("report.sheet." + table.substring(0, dash)),
                                "stage",
                                stage(table.substring(dash + 1)))
                        .in(report.language());
    }

    /** The title of a national stage; one of a standard's own goes by its name. */
    private static Localized stage(String name) {
        return Stage.NATIONAL.stream()
                .filter(stage -> name.equals(stage.name().toLowerCase(Locale.ROOT)))
                .<Localized>map(Stage::title)
                .findFirst()
                .orElse(language -> name.toUpperCase(Locale.ROOT));
    }
}
