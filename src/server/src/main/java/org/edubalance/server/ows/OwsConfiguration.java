package org.edubalance.server.ows;

import org.edubalance.server.ServerProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OwsConfiguration {

    /** One for all services, since they share the threads and the memory. */
    @Bean
    Bodies bodies(ServerProperties properties, @Value("${server.tomcat.threads.max:200}") int threads) {
        return new Bodies(properties.limits(), Math.max(1, threads / 2));
    }

    @Bean
    SafeXml safeXml(ServerProperties properties) {
        return new SafeXml(properties.limits());
    }
}
