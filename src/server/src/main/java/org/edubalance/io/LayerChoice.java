package org.edubalance.io;

import java.util.List;
import org.edubalance.messages.Refusal;

/** Which of the layers, sheets or tables of a file is read. */
final class LayerChoice {

    private LayerChoice() {}

    /**
     * The layer that is wanted; without a wish the only one.
     *
     * @param layers the names of those there are, one at least
     * @param wanted the name; null without a wish
     * @throws Refusal if there are several and none is wanted, or none is of that name, listing those there are
     */
    static String of(List<String> layers, String wanted) {
        if (wanted == null) {
            if (layers.size() > 1) {
                throw Refusal.of("format.layer.choose", "layers", layers, "first", layers.get(0))
                        .missing();
            }
            return layers.get(0);
        }
        if (!layers.contains(wanted)) {
            throw Refusal.of("format.layer.unknown", "got", wanted, "layers", layers);
        }
        return wanted;
    }
}
