package org.edubalance.server.ogcapi;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What an administrator can set, as {@code edubalance.ogcapi.*} properties.
 *
 * @param jobList true if {@code /jobs} lists the jobs: whoever knows a job's id may read its results and dismiss it. Not
 *     given, it does where the server listens on loopback only
 */
@ConfigurationProperties("edubalance.ogcapi")
record ApiProperties(Boolean jobList) {}
