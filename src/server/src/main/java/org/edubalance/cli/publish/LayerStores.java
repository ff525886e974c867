package org.edubalance.cli.publish;

import java.util.List;

/** The stores that the layers' data go into, and the layers over them. */
interface LayerStores {

    void publish(List<Publication.Layer> layers);

    void remove(List<Publication.Layer> layers);
}
