package org.edubalance.standards;

/** The language of titles and reasons. */
public enum Language {
    EN,
    ZH
}
