/**
 * What definitions given as JSON have in common, whatever they define: labels in two languages, the texts of expressions,
 * and a reader that knows the path of each part. The readers themselves stand beside the models that they fill.
 */
package org.edubalance.definitions;
