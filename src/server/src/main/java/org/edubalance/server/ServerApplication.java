package org.edubalance.server;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
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

    /** Of Java's rasterizer, which reads it once. */
    private static final String DRAWING_BY_THREAD = "sun.java2d.renderer.useThreadLocal";

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
        // Else each thread that ever drew keeps 0.3 MB to draw with; so do as many as draw at a time.
        if (System.getProperty(DRAWING_BY_THREAD) == null) {
            System.setProperty(DRAWING_BY_THREAD, "false");
        }
        // Pictures are written in memory: Java closes files of ImageIO's as soon as its own end begins, whoever still
        // writes, and what ends while the server goes down has its results too.
        ImageIO.setUseCache(false);
        Map<String, Object> arguments = new LinkedHashMap<>(settings);
        return new SpringApplication(ServerApplication.class)
                .run(arguments.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }
}
