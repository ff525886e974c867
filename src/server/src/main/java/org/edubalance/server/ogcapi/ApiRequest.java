package org.edubalance.server.ogcapi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.server.ows.Kvp;

/**
 * A request as the API sees it.
 *
 * @param path the parts of the path below the API's root, decoded; none is the landing page
 * @param baseUrl the server's address as the client sees it
 * @param html true if the client wants to read a page
 * @param language of the answer
 */
record ApiRequest(
        HttpServletRequest http, List<String> path, Kvp kvp, String baseUrl, boolean html, Language language) {

    /** GET, POST or DELETE; HEAD is GET, of whose answer the body is left out. */
    String method() {
        return http.getMethod().equals("HEAD") ? "GET" : http.getMethod();
    }

    /** The address of a resource of the API. */
    String url(String below) {
        return baseUrl + OgcApi.ROOT + below;
    }
}
