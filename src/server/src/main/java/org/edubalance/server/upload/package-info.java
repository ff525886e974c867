/**
 * Files that users of the viewer bring along: read on the server, kept while their browser is open, and served as layers
 * that only those find who know their names, which nobody can guess.
 */
package org.edubalance.server.upload;
