package org.edubalance.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;

/**
 * Keeps the libraries' logs from the user of a command whose output is its result: what matters comes as an exception
 * or a warning of the process.
 */
final class QuietLogs {

    private QuietLogs() {}

    static void install() {
        setProperties();
        // or the first library that logs would start Logback, which takes longer than many a command
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, NOP_FallbackServiceProvider.class.getName());
        LogManager.getLogManager().reset();
    }

    /** Of libraries that read them when they are first used. */
    static void setProperties() {
        // which provider it takes is nothing to tell on stderr
        System.setProperty("slf4j.internal.verbosity", "WARN");
        // the EPSG database would set the logs up anew
        System.setProperty("hsqldb.reconfig_logging", "false");
        // JAI would complain on stderr of native code that is not there
        System.setProperty("com.sun.media.jai.disableMediaLib", "true");
    }

    /** As {@link #install}, but for warnings of this project, for commands whose output is what they report. */
    static void installButWarnings() {
        setProperties();
        LogManager.getLogManager().reset();
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.OFF);
        }
        if (LoggerFactory.getLogger("org.edubalance") instanceof Logger ours) {
            PatternLayoutEncoder line = new PatternLayoutEncoder();
            line.setContext(ours.getLoggerContext());
            line.setPattern("%level: %msg%n");
            line.start();
            ConsoleAppender<ILoggingEvent> err = new ConsoleAppender<>();
            err.setContext(ours.getLoggerContext());
            err.setTarget("System.err");
            err.setEncoder(line);
            err.start();
            ours.setLevel(Level.WARN);
            ours.setAdditive(false);
            ours.detachAndStopAllAppenders();
            ours.addAppender(err);
        }
    }
}
