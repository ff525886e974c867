/** OGC API – Processes – Part 1: Core 1.0, over the same executions as the WPS. */
package org.edubalance.server.ogcapi;
