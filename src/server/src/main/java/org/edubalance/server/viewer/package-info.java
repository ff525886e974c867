/** What the server does for the viewer's page, which is static: its settings, and whom it may talk to. */
package org.edubalance.server.viewer;
