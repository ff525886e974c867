package org.edubalance.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The embedded server: WPS and WMS over the processes that GeoTools finds, and the map viewer. For trying things out and
 * for tests; in production the same processes run in GeoServer.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(ServerProperties.class)
public class ServerApplication {

    /**
     * Starts the server.
     *
     * @param settings Spring properties that win over {@code application.properties}, the environment and system
     *     properties, for example {@code server.port}
     * @return the running server; closing it stops the server
     */
    public static ConfigurableApplicationContext start(Map<String, ?> settings) {
        // As GeoServer has it: longitude first. Read once, when the first CRS is decoded.
        System.setProperty("org.geotools.referencing.forceXY", "true");
        Map<String, Object> arguments = new LinkedHashMap<>(settings);
        return new SpringApplication(ServerApplication.class)
                .run(arguments.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }
}
