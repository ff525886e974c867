/**
 * Analysis of satisfaction surveys: rates with confidence intervals, the make-up of the sample, and the reliability of
 * scales. Answers are numbers, one array per item with one place per respondent, NaN where an answer is missing.
 */
package org.edubalance.survey;
