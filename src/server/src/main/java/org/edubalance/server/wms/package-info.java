/** WMS 1.3.0 and 1.1.1 over the layers of the data directory. */
package org.edubalance.server.wms;
