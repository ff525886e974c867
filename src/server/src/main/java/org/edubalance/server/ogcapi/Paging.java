package org.edubalance.server.ogcapi;

import java.util.List;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Kvp;

/**
 * Which part of a list a client wants.
 *
 * @param offset how many come before it
 * @param limit how many it holds at most
 * @param given true if the client asked for a part
 */
record Paging(int offset, int limit, boolean given) {

    private static final int MOST = 10_000;

    static Paging of(Kvp kvp, int usual) {
        int limit = kvp.integer("limit").orElse(usual);
        int offset = kvp.integer("offset").orElse(0);
        if (limit < 1) {
            throw Refusal.of("ogcapi.limit", "least", 1, "got", limit).about("limit");
        }
        if (offset < 0) {
            throw Refusal.of("ogcapi.limit", "least", 0, "got", offset).about("offset");
        }
        boolean given = kvp.get("limit").isPresent() || kvp.get("offset").isPresent();
        return new Paging(offset, Math.min(limit, MOST), given);
    }

    <T> List<T> page(List<T> all) {
        int from = Math.min(offset, all.size());
        return all.subList(from, from + Math.min(limit, all.size() - from));
    }

    /**
     * The query of this part.
     *
     * @param kept further parameters of the request that stay as they are
     */
    String query(Kvp kvp, List<String> kept) {
        return query(offset, kvp, kept);
    }

    private String query(int from, Kvp kvp, List<String> kept) {
        StringBuilder query = new StringBuilder();
        if (given || from != offset) {
            query.append("&offset=").append(from).append("&limit=").append(limit);
        }
        for (String parameter : kept) {
            kvp.getRaw(parameter)
                    .ifPresent(value ->
                            query.append('&').append(parameter).append('=').append(value));
        }
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }

    /** Adds the links to the parts before and after. */
    void link(Links links, String url, int size, Kvp kvp, List<String> kept) {
        if (offset + (long) limit < size) {
            links.add(url + query(offset + limit, kvp, kept), "next", "application/json", null);
        }
        if (offset > 0) {
            links.add(url + query(Math.max(0, offset - limit), kvp, kept), "prev", "application/json", null);
        }
    }
}
