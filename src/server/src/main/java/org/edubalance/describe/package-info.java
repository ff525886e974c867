/** What processes are, for programs: a document that forms, toolboxes and plugins can be made from. */
package org.edubalance.describe;
