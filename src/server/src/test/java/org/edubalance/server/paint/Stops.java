package org.edubalance.server.paint;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.edubalance.work.Monitor;

/** A monitor that ends work, for tests. */
final class Stops {

    private Stops() {}

    static Monitor when(BooleanSupplier over) {
        return new Monitor() {
            @Override
            public void check() {
                if (over.getAsBoolean()) {
                    throw new CancellationException("over");
                }
            }

            @Override
            public void report(double share) {
                // nobody listens
            }
        };
    }
}
