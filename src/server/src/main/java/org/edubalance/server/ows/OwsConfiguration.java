package org.edubalance.server.ows;

import org.edubalance.server.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OwsConfiguration {

    @Bean
    SafeXml safeXml(ServerProperties properties) {
        return new SafeXml(properties.limits());
    }
}
