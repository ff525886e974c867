package org.edubalance.io;

import org.edubalance.messages.Refusal;

/**
 * Refuses a part of a workbook in which an element has very many attributes or namespace declarations: the time that its
 * parser takes grows with the square of their number, and it has no limit of its own. What is counted are the equals signs
 * behind an opening bracket, which may stand in no attribute; so no quotes or comments mislead it.
 */
final class TagCheck implements Archive.Bytes {

    /** Many times what a spreadsheet program writes. */
    private static final int MOST = 5_000;

    private static final int HEAD = 4;

    private final int[] head = new int[HEAD];
    private int seen;
    private boolean xml = true;
    private int count;

    @Override
    public void take(byte[] bytes, int length) {
        for (int i = 0; i < length && xml; i++) {
            byte b = bytes[i];
            if (seen < HEAD) {
                head[seen++] = b & 0xFF;
                xml = seen < HEAD || isXml();
            }
            if (b == '<') {
                count = 0;
            } else if (b == '=' && ++count > MOST) {
                throw Refusal.of("format.sheet.attributes", "limit", MOST);
            }
        }
    }

    /**
     * False for pictures and the like.
     *
     * @throws Refusal for two or four bytes a letter, which no spreadsheet program writes: bytes of other letters would look
     *     like brackets
     */
    private boolean isXml() {
        int start = head[0] << 8 | head[1];
        boolean wide = start == 0xFEFF
                || start == 0xFFFE
                || start == '<'
                || start == '<' << 8
                || start == 0 && (head[2] == 0xFE || head[3] == '<');
        if (wide) {
            throw Refusal.of("format.sheet.broken");
        }
        boolean marked = start == 0xEFBB && head[2] == 0xBF;
        return marked || head[0] == '<' || Character.isWhitespace(head[0]);
    }
}
