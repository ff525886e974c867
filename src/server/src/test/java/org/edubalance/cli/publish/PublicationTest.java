package org.edubalance.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.edubalance.server.layers.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which layers and styles go to a GeoServer. */
class PublicationTest {

    @TempDir
    private Path data;

    private static Map<String, Publication.Layer> layers(Publication publication) {
        return publication.layers().stream().collect(Collectors.toMap(Publication.Layer::name, layer -> layer));
    }

    @Test
    void everyLayerOfTheSampleHasItsStyle() {
        Publication publication = Publication.of(new Catalogue((Path) null));

        assertThat(publication.styles()).extracting(Publication.Style::name).contains("outlines", "kernel-density");
        assertThat(layers(publication).get("counties").styles()).containsExactly("outlines");
        assertThat(layers(publication).get("schools").styles()).startsWith("school-stage");
        assertThat(layers(publication).get("through-schools").styles()).containsExactly("generic");
    }

    @Test
    void thePlainStyleStaysWhereNoLayerNeedsIt() throws IOException {
        Files.writeString(data.resolve("schools.csv"), "name,stage,lon,lat\na,PRIMARY,94,30\n");

        assertThat(Publication.of(new Catalogue(data)).styles())
                .extracting(Publication.Style::name)
                .contains("school-stage")
                .doesNotContain("generic");
    }

    /** GeoServer's own default is a grey polygon, whatever a layer holds. */
    @Test
    void layersWithoutAStyleGetThePlainOne() throws IOException {
        Files.writeString(data.resolve("places.csv"), "name,lon,lat\na,94,30\n");
        Files.writeString(data.resolve("answers.csv"), "name,value\na,1\n");
        Publication publication = Publication.of(new Catalogue(data));

        assertThat(publication.styles()).extracting(Publication.Style::name).contains("generic");
        assertThat(layers(publication).get("places").styles()).containsExactly("generic");
        assertThat(layers(publication).get("answers").styles())
                .as("a table is not drawn")
                .isEmpty();
    }
}
