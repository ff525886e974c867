package org.edubalance.standards;

import java.util.List;
import org.edubalance.definitions.Label;

/**
 * An aspect that a county is held against, such as the government's guarantee.
 *
 * @param id the aspect's id
 * @param title the name for readers
 * @param items its items, at least one
 */
public record Aspect(String id, Label title, List<Item> items) {

    public Aspect {
        items = List.copyOf(items);
    }
}
