package org.edubalance.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks that the tests write themselves, cell by cell, as other programs would. */
public final class WorkbookSamples {

    /** Formats: 1 a date, 2 a percentage, 3 ten digits with zeros, 4 a date and time of one's own. */
    private static final String STYLES =
            "<styleSheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
                    + "<numFmts count='2'><numFmt numFmtId='164' formatCode='0000000000'/>"
                    + "<numFmt numFmtId='165' formatCode='yyyy\"年\"m\"月\"d\"日\" h:mm'/></numFmts>"
                    + "<cellXfs count='5'><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='10'/><xf numFmtId='164'/>"
                    + "<xf numFmtId='165'/></cellXfs></styleSheet>";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final List<String> hidden = new ArrayList<>();

    public WorkbookSamples sheet(String name, List<List<String>> rows, String... merges) {
        StringBuilder xml = new StringBuilder("<sheetData>");
        for (int r = 0; r < rows.size(); r++) {
            xml.append("<row r='").append(r + 1).append("'>");
            for (int c = 0; c < rows.get(r).size(); c++) {
                xml.append(cell(address(r, c), rows.get(r).get(c)));
            }
            xml.append("</row>");
        }
        xml.append("</sheetData>");
        if (merges.length > 0) {
            xml.append("<mergeCells>");
            for (String merge : merges) {
                xml.append("<mergeCell ref=\"").append(merge).append("\"/>");
            }
            xml.append("</mergeCells>");
        }
        parts.put(
                name,
                ("<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>" + xml + "</worksheet>")
                        .getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A sheet of which the XML is given as it is. */
    WorkbookSamples sheet(String name, byte[] xml) {
        parts.put(name, xml);
        return this;
    }

    WorkbookSamples hide(String name) {
        hidden.add(name);
        return this;
    }

    private static String address(int row, int column) {
        return (char) ('A' + column) + Integer.toString(row + 1);
    }

    /** A number where the text is one; XML of its own where it begins with a bracket; nothing where it is empty. */
    private static String cell(String address, String text) {
        if (text.isEmpty()) {
            return "";
        }
        if (text.startsWith("<c")) {
            return text.replace("<c", "<c r=\"" + address + "\"");
        }
        if (text.matches("-?\\d{1,15}(\\.\\d+)?") && !text.startsWith("0")) {
            return "<c r=\"" + address + "\"><v>" + text + "</v></c>";
        }
        return "<c r=\"" + address + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + text.replace("&", "&amp;")
                + "</t></is></c>";
    }

    public Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            StringBuilder list = new StringBuilder();
            StringBuilder relations = new StringBuilder();
            int number = 0;
            for (Map.Entry<String, byte[]> sheet : parts.entrySet()) {
                number++;
                list.append("<sheet name='" + sheet.getKey() + "' sheetId='" + number + "' r:id='r" + number + "'"
                        + (hidden.contains(sheet.getKey()) ? " state='hidden'" : "") + "/>");
                relations.append("<Relationship Id='r" + number
                        + "' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet'"
                        + " Target='worksheets/sheet" + number + ".xml'/>");
                put(zip, "xl/worksheets/sheet" + number + ".xml", sheet.getValue());
            }
            put(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                            + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                            + "<Default Extension='xml' ContentType='application/xml'/>"
                            + "<Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/>"
                            + "<Override PartName='/xl/styles.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml'/></Types>");
            put(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1'"
                            + " Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>");
            put(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
                            + " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets>"
                            + list
                            + "</sheets></workbook>");
            put(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" + relations
                            + "<Relationship Id='rs' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles' Target='styles.xml'/></Relationships>");
            put(zip, "xl/styles.xml", STYLES);
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        put(zip, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
