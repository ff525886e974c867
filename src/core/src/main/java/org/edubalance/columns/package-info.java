/** Columns of numbers: their order, and what readers of files and processes both know of tables that hold them. */
package org.edubalance.columns;
