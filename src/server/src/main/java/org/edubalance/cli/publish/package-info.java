/**
 * Publishing layers and styles on a GeoServer through its REST API: {@link org.edubalance.cli.publish.Publisher} says
 * what must be there, {@link org.edubalance.cli.publish.GeoServerRest} talks to the server,
 * {@link org.edubalance.cli.publish.Postgis} loads tables.
 */
package org.edubalance.cli.publish;
