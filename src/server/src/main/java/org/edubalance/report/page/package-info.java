/**
 * A report as a list of {@link org.edubalance.report.page.Block}s (headings, paragraphs, tables, figures), and how they
 * become a page. What the blocks hold is plain text; only {@link org.edubalance.report.page.Markup} writes markup, and
 * escapes whatever it is given.
 *
 * <p>Blocks and not templates: with jte, which was tried, the tables whose columns depend on the standard read no easier
 * than here, each section repeated the markup of its tables, and it could have become HTML only.
 */
package org.edubalance.report.page;
