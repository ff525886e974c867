/** Placemarks of KML documents (OGC 07-147r2). */
package org.edubalance.io.kml;
