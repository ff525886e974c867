/** What stands before every request, whatever its path: who may ask, from where, how many at a time, and under which policy the answer is shown. */
package org.edubalance.server.guard;
