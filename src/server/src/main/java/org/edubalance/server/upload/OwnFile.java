package org.edubalance.server.upload;

import java.nio.file.Path;

/** What a user brought: a layer of features, or a grid. */
sealed interface OwnFile permits OwnLayer, OwnGrid {

    /** What its session knows it by. */
    String id();

    /** Where the file is kept. */
    Path file();
}
