package org.edubalance.server.ows;

import org.edubalance.messages.Language;

/**
 * A request as an OGC service sees it.
 *
 * @param kvp the parameters of the URL and of a form body
 * @param body the posted document, or null where there is none
 * @param baseUrl the server's address as the client sees it, for example {@code http://localhost:8080}, no slash at the
 *     end
 * @param client who asks, as {@link Places#client} has it
 * @param lease the room in memory that the body takes
 * @param language of the answer; the {@link Language#current} one while a service handles the request
 */
public record OwsRequest(Kvp kvp, byte[] body, String baseUrl, String client, Language language, Lease lease) {

    OwsRequest with(Kvp newKvp, byte[] newBody) {
        return new OwsRequest(newKvp, newBody, baseUrl, client, language, lease);
    }

    OwsRequest with(Language newLanguage) {
        return new OwsRequest(kvp, body, baseUrl, client, newLanguage, lease);
    }
}
