package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.edubalance.messages.Language;

/** The links of a document. */
final class Links {

    private final ArrayNode links = JsonNodeFactory.instance.arrayNode();

    /** The links to a document itself, as JSON and as a page. */
    static Links self(ApiRequest request, String below) {
        String url = request.url(below);
        return new Links()
                .add(url, "self", "application/json", null)
                .add(url + (url.contains("?") ? "&" : "?") + "f=html", "alternate", "text/html", null);
    }

    /** @param title null for none */
    Links add(String href, String relation, String type, String title) {
        var link = links.addObject().put("href", href).put("rel", relation);
        if (type != null) {
            link.put("type", type);
        }
        link.put("hreflang", Language.current().code());
        if (title != null) {
            link.put("title", title);
        }
        return this;
    }

    ArrayNode json() {
        return links;
    }
}
