/** The layers and styles that the server offers: files of the data directory, or the sample data that comes with it. */
package org.edubalance.server.layers;
