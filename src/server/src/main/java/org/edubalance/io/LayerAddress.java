package org.edubalance.io;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file, and one of the layers, sheets or tables in it: {@code schools.gpkg#primary}.
 *
 * @param file the file's name
 * @param layer the layer's name; null where none is named
 */
public record LayerAddress(String file, String layer) {

    /**
     * The address that a text is. The first {@code #} behind the ending of a format parts the two, so that folders,
     * files and layers may have one in their names; a file that is there by the whole text is that file.
     */
    public static LayerAddress of(String text) {
        int hash = text.indexOf('#');
        if (hash >= 0 && !isFile(text)) {
            for (; hash >= 0; hash = text.indexOf('#', hash + 1)) {
                String file = text.substring(0, hash);
                if (hash + 1 < text.length() && Format.ofFileName(file).isPresent()) {
                    return new LayerAddress(file, text.substring(hash + 1));
                }
            }
        }
        return new LayerAddress(text, null);
    }

    private static boolean isFile(String text) {
        try {
            return Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
