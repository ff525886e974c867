/** The two files of a shapefile, read by what Esri's and dBase's descriptions of them say. */
package org.edubalance.io.shapefile;
