/** PostGIS: where a database is, and tables of features in it. */
package org.edubalance.io.postgis;
