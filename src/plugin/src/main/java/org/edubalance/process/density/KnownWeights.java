package org.edubalance.process.density;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights that a layer has had the attributes of. A renderer is asked for the attributes of such a weight alone, of any
 * other weight for all that the layer has: what it hands over is then known to be the whole layer, whose attributes a
 * refusal names. {@code invertQuery} is not told what a layer has.
 */
final class KnownWeights {

    private static final int MOST = 1000;

    private static final Map<String, Boolean> KNOWN = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    private KnownWeights() {}

    static boolean has(String weight) {
        synchronized (KNOWN) {
            return KNOWN.get(weight.strip()) != null;
        }
    }

    static void add(String weight) {
        synchronized (KNOWN) {
            KNOWN.put(weight.strip(), true);
        }
    }
}
