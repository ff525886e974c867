package org.edubalance.server.ows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeXmlTest {

    private final SafeXml xml = new SafeXml(5, 20);

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
                .isInstanceOf(OwsException.class)
                .hasMessage("A document type declaration (DTD) is not accepted");
    }

    @Test
    void refusesUnknownEntities() {
        assertThatThrownBy(() -> read("<a>&x;</a>")).isInstanceOf(OwsException.class);
    }

    @Test
    void boundsDepthAndElements() {
        assertThatThrownBy(() -> read("<a><a><a><a><a><a/></a></a></a></a></a>"))
                .isInstanceOf(OwsException.class)
                .hasMessageContaining("limit of 5");
        assertThatThrownBy(() -> read("<a>" + "<b/>".repeat(20) + "</a>"))
                .isInstanceOf(OwsException.class)
                .hasMessageContaining("limit of 20");
    }

    @Test
    void saysWhereADocumentBreaks() {
        assertThatThrownBy(() -> read("<a>\n<b></a>"))
                .isInstanceOf(OwsException.class)
                .hasMessageContaining("not well-formed XML, at line 2");
    }
}
