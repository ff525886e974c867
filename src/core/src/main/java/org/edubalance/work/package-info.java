/**
 * How long work is done: shared out to threads by {@link org.edubalance.work.Workers}, watched and ended by a {@link
 * org.edubalance.work.Monitor}. Knows no subject.
 */
package org.edubalance.work;
