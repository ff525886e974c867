package org.edubalance.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;

/**
 * Keeps the libraries' logs from the user of a command whose output is its result: what matters comes as an exception
 * or a warning of the process.
 */
final class QuietLogs {

    private QuietLogs() {}

    static void install() {
        // the EPSG database would set the logs up anew
        System.setProperty("hsqldb.reconfig_logging", "false");
        // JAI would complain on stderr of native code that is not there
        System.setProperty("com.sun.media.jai.disableMediaLib", "true");
        LogManager.getLogManager().reset();
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.OFF);
        }
    }
}
