/** What readers of files and processes both know of tables whose values lie in columns. */
package org.edubalance.columns;
