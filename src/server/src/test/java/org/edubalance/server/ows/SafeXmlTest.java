package org.edubalance.server.ows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SafeXmlTest {

    private final SafeXml xml = new SafeXml(limits(5, 20, 10));

    /** Limits as they are by default but for those of XML. */
    private static ServerProperties.Limits limits(int depth, int elements, int attributes) {
        return new Binder(new MapConfigurationPropertySource(Map.of(
                        "limits.xml-depth", depth,
                        "limits.xml-elements", elements,
                        "limits.xml-attributes", attributes)))
                .bind("limits", ServerProperties.Limits.class)
                .get();
    }

    private String read(String document) {
        return xml.document(document.getBytes(StandardCharsets.UTF_8))
                .getDocumentElement()
                .getTextContent();
    }

    @Test
    void readsOrdinaryDocuments() {
        assertThat(read("<?xml version='1.0'?><!-- c --><a x='1'><b>1 &lt; 2</b><![CDATA[ & 3]]></a>"))
                .isEqualTo("1 < 2 & 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x.dtd'><a/>",
                "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x'> %x;]><a/>",
                "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;'>]><a>&y;</a>"
            })
    void refusesAnyDocumentTypeDeclaration(String document) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(Refusal.class)
                .hasMessage("A document type declaration (DTD) is not accepted");
    }

    @Test
    void refusesUnknownEntities() {
        assertThatThrownBy(() -> read("<a>&x;</a>")).isInstanceOf(Refusal.class);
    }

    @Test
    void boundsDepthAndElements() {
        assertThatThrownBy(() -> read("<a><a><a><a><a><a/></a></a></a></a></a>"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("limit of 5");
        assertThatThrownBy(() -> read("<a>" + "<b/>".repeat(20) + "</a>"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("limit of 20");
    }

    @Test
    void saysWhereADocumentBreaks() {
        assertThatThrownBy(() -> read("<a>\n<b></a>"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not well-formed XML, at line 2");
    }

    @Test
    void boundsAttributesAndNamespaceDeclarations() {
        assertThat(read("<a " + attributes("b", 10) + ">c</a>")).isEqualTo("c");
        assertThat(read("<a " + attributes("xmlns:b", 10) + ">c</a>")).isEqualTo("c");
        String half = attributes("b", 7) + " " + attributes("xmlns:c", 7);
        for (String many : List.of(attributes("b", 40), attributes("xmlns:b", 40), half)) {
            assertThatThrownBy(() -> read("<a " + many + "/>"))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("An element has more attributes and namespace declarations than the limit of 10");
        }
        assertThatThrownBy(() -> read("<a b='" + "c".repeat(70_000) + "'/>"))
                .isInstanceOf(Refusal.class)
                .hasMessage("An attribute is longer than the limit of 65536 characters");
    }

    @Test
    void refusesManyNamespaceDeclarationsAtOnce() {
        String document = "<a " + attributes("xmlns:b", 160_000) + "/>";
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> assertThatThrownBy(() -> read(document))
                .isInstanceOf(Refusal.class));
    }

    private static String attributes(String name, int number) {
        return IntStream.range(0, number).mapToObj(i -> name + i + "='x'").collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-7", "x-nothing", "UTF-32", "IBM1047"})
    void refusesEncodingsThatTheDocumentIsNotIn(String encoding) {
        assertThatThrownBy(() -> read("<?xml version='1.0' encoding='" + encoding + "'?><a/>"))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("The document is not well-formed XML");
    }
}
