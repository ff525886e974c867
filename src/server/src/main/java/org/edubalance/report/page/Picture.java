package org.edubalance.report.page;

/** Something that is drawn, as SVG. */
public interface Picture {

    void draw(Markup svg);
}
