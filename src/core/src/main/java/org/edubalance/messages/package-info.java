/**
 * What users are told, in their language: a {@link org.edubalance.messages.Message} is a key and its facts, a {@link
 * org.edubalance.messages.Refusal} is thrown for what a user gave, an {@link org.edubalance.messages.Incident} stands for a
 * fault of the program. Every other room may use this one; it uses none.
 */
package org.edubalance.messages;
