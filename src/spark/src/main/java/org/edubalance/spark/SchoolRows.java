package org.edubalance.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.standards.Assessor;
import org.edubalance.standards.SchoolFigures;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;
import org.edubalance.standards.StandardReader;

/** Rows as schools that a standard is applied to. A standard travels as the text that it is read from. */
final class SchoolRows implements Serializable, Rejects.Check {

    private static final long serialVersionUID = 1L;

    private static final String STAGE = "_stage";
    private static final String TYPE = "_type";
    private static final String ID = "_id";
    private static final String NAME = "_name_";

    /** What tables call the id of a school, best first. */
    private static final List<String> IDS = List.of(
            "id", "ID", "school_id", "school_code", "学校标识码", "学校（机构）标识码", "学校(机构)标识码", "标识码", "学校代码", "学校编码", "学校编号");

    private final String standardText;
    private final String population;
    private final ArrayList<String> mapping;
    private final String constantStage;
    private final String stageText;
    private final boolean typed;
    private final boolean identified;
    private final int names;
    private RowReader numbers;
    private int stageIndex = -1;
    private int typeIndex = -1;
    private int idIndex = -1;
    private int nameIndex = -1;

    private transient Standard standard;
    private transient Assessor assessor;

    private SchoolRows(
            String standardText,
            String population,
            List<String> mapping,
            String constantStage,
            String stageText,
            boolean typed,
            boolean identified,
            int names) {
        this.standardText = standardText;
        this.population = population;
        this.mapping = new ArrayList<>(mapping);
        this.constantStage = constantStage;
        this.stageText = stageText;
        this.typed = typed;
        this.identified = identified;
        this.names = names;
    }

    /** Schools and the rows that they are read from. */
    record Read(SchoolRows reader, Dataset<Row> rows) {}

    /** Asks a table for what a standard needs. */
    static Read of(
            Source data,
            String standardText,
            String population,
            List<String> mapping,
            String stage,
            String schoolType,
            String groupBy,
            Language language) {
        Standard standard = StandardReader.read(standardText, population, mapping);
        Expressions asked = new Expressions(data);
        String stageText = stage == null ? "stage" : stage;
        String constant = asked.isColumn(stageText) || stage == null ? null : constant(standard, stage);
        if (constant == null) {
            if (!asked.isColumn(stageText) && stage == null) {
                throw Refusal.of("spark.assess.stage", "columns", asked.columns())
                        .about("stage")
                        .missing();
            }
            asked.text(STAGE, "stage", stageText);
        }
        String type = schoolType == null ? standard.exclusions().typeAttribute() : schoolType;
        boolean typed = schoolType != null || type != null && asked.isColumn(type);
        if (typed) {
            asked.text(TYPE, "schoolType", type);
        }
        if (groupBy != null) {
            asked.text(RowReader.GROUP, "groupBy", groupBy);
        }
        List<String> names = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (StandardIndicator indicator : standard.indicators()) {
            names.add(indicator.id());
            expressions.add(indicator.expression());
        }
        names.add(population);
        expressions.add(population);
        for (int j = 0; j < names.size(); j++) {
            boolean own = j < names.size() - 1;
            asked.number(RowReader.number(j), own ? "standard" : "population", names.get(j), expressions.get(j));
        }
        List<String> ids = IDS.stream().filter(asked::isColumn).toList();
        if (!ids.isEmpty()) {
            asked.text(ID, "data", ids.get(0));
        }
        List<String> called = Stream.concat(language.nameAttributes().stream(), IDS.stream())
                .filter(asked::isColumn)
                .toList();
        for (int i = 0; i < called.size(); i++) {
            asked.text(NAME + i, "data", called.get(i));
        }
        Dataset<Row> rows = asked.evaluated();
        SchoolRows schools = new SchoolRows(
                standardText,
                population,
                mapping,
                constant,
                constant == null ? stageText : null,
                typed,
                !ids.isEmpty(),
                called.size());
        schools.numbers = new RowReader(rows.schema(), asked, names, expressions, true, groupBy);
        schools.stageIndex = constant == null ? rows.schema().fieldIndex(STAGE) : -1;
        schools.typeIndex = typed ? rows.schema().fieldIndex(TYPE) : -1;
        schools.idIndex = ids.isEmpty() ? -1 : rows.schema().fieldIndex(ID);
        schools.nameIndex = called.isEmpty() ? -1 : rows.schema().fieldIndex(NAME + 0);
        return new Read(schools, rows);
    }

    private static String constant(Standard standard, String stage) {
        try {
            standard.schooling().named(stage);
            return stage;
        } catch (Refusal e) {
            return null;
        }
    }

    Standard standard() {
        if (standard == null) {
            standard = StandardReader.read(standardText, population, mapping);
        }
        return standard;
    }

    Assessor assessor() {
        if (assessor == null) {
            assessor = new Assessor(standard());
        }
        return assessor;
    }

    @Override
    public Localized reason(Row row) {
        Localized reason = numbers.reason(row);
        if (reason != null) {
            return reason;
        }
        if (stage(row) == null) {
            return Message.of("spark.reason.stage", "column", stageText, "got", row.getString(stageIndex));
        }
        return null;
    }

    String group(Row row) {
        return numbers.group(row);
    }

    /** The stage of a row's school, null where none can be told. */
    Stage stage(Row row) {
        try {
            return standard().schooling().named(constantStage == null ? row.getString(stageIndex) : constantStage);
        } catch (Refusal e) {
            return null;
        }
    }

    /** The school of a row that has no {@link #reason}. */
    SchoolFigures school(Row row) {
        double[] all = numbers.numbers(row);
        double[] values = java.util.Arrays.copyOf(all, all.length - 1);
        return new SchoolFigures(name(row), stage(row), type(row), all[all.length - 1], values);
    }

    /** The school's id, null where it has none. */
    String id(Row row) {
        return identified ? row.getString(idIndex) : null;
    }

    private String name(Row row) {
        for (int i = 0; i < names; i++) {
            String name = row.getString(nameIndex + i);
            if (name != null && !name.isBlank()) {
                return name.strip();
            }
        }
        return "";
    }

    /** The type as the data tell it, be it where they tell the stage. */
    private String type(Row row) {
        String told = typed ? row.getString(typeIndex) : null;
        if (told != null && !told.isBlank()) {
            return told.strip();
        }
        String stage = constantStage == null ? row.getString(stageIndex) : null;
        return stage == null ? null : standard().schooling().typeIn(stage.strip());
    }
}
