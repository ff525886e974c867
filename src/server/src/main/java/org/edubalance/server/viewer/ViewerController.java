package org.edubalance.server.viewer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.io.table.Vocabulary;
import org.edubalance.messages.Language;
import org.edubalance.server.upload.Uploads;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /viewer.json}: what the administrator has set that the viewer's page needs to know. */
@RestController
@EnableConfigurationProperties(ViewerProperties.class)
class ViewerController {

    private final Settings settings;

    ViewerController(ViewerProperties properties, Uploads uploads) {
        settings = new Settings(
                uploads.enabled(),
                properties.serverOrigins(),
                properties.baseMaps().stream().map(Told::new).toList(),
                Vocabulary.shipped().terms().stream().map(Term::new).toList());
    }

    /**
     * The settings.
     *
     * @param uploads whether files may be brought
     * @param servers origins of servers to work with; {@code *} for any port
     * @param baseMaps the maps below
     * @param terms what standards, systems and the report know columns as
     */
    record Settings(boolean uploads, Set<String> servers, List<Told> baseMaps, List<Term> terms) {}

    /** A column that is known, and its title in both languages. */
    record Term(String name, Map<String, String> title) {
        Term(Vocabulary.Term term) {
            this(
                    term.name(),
                    Map.of(
                            "en",
                            term.title().in(Language.EN),
                            "zh",
                            term.title().in(Language.ZH)));
        }
    }

    /** A base map and the addresses of its hosts. */
    record Told(ViewerProperties.BaseMap map, List<String> urls) {
        Told(ViewerProperties.BaseMap map) {
            this(map, map.urls());
        }
    }

    @GetMapping(path = "/viewer.json", produces = "application/json")
    Settings settings() {
        return settings;
    }
}
