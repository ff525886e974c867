package org.edubalance.server.execution;

import java.util.Optional;
import java.util.UUID;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Kvp;
import org.w3c.dom.Element;

/** What of this server, beside its layers, an input's reference may point to; a protocol knows its own addresses. */
public interface OwnResources {

    /** What an address of this server stands for. */
    sealed interface Resource {}

    /** An execution whose output feeds the input. */
    record Feed(ExecutionRequest request, String output) implements Resource {}

    /** A value that the server has. */
    record Held(Object value) implements Resource {}

    /** A result that is stored. */
    record Stored(UUID job, String output) implements Resource {}

    /**
     * The resource that a URL points to; empty where it is none of this protocol's.
     *
     * @param input that it is for
     * @param path of the URL
     * @param service the parameter {@code service}, else the path's last part, in upper case
     * @throws Refusal if it is one of this protocol's, but cannot feed an input
     */
    Optional<Resource> asked(String input, String path, String service, Kvp kvp);

    /** The resource that a document posted to this server asks for; empty where it is none of this protocol's. */
    default Optional<Resource> posted(Element document) {
        return Optional.empty();
    }
}
