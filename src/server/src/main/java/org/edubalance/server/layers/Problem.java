package org.edubalance.server.layers;

import org.edubalance.messages.Localized;

/**
 * A file of the data directory that is not served.
 *
 * @param file the file's name
 * @param reason why
 */
public record Problem(String file, Localized reason) {}
