package org.edubalance.cli;

import java.util.Map;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerApplication;
import org.springframework.boot.context.properties.bind.BindException;

/** What of a command needs Spring, so that other commands, which look at all of them, need not load it. */
final class ServerStart {

    private ServerStart() {}

    /**
     * Starts the server.
     *
     * @return the port that it listens on
     * @throws Refusal if a setting is wrong
     */
    static String port(Map<String, Object> settings) {
        try {
            return ServerApplication.start(settings).getEnvironment().getProperty("local.server.port");
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException setting && setting.getProperty() != null) {
                    throw Refusal.because(
                            e,
                            "cli.serve.setting",
                            "setting",
                            setting.getProperty().getName().toString(),
                            "got",
                            String.valueOf(setting.getProperty().getValue()));
                }
            }
            throw e;
        }
    }
}
