package org.edubalance.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.edubalance.definitions.ExpressionText;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/**
 * Inputs that name a column or give an expression over columns, such as {@code 100 * computers / pupils}: Spark's SQL,
 * with names quoted as in ECQL, so that the expressions of the shipped standards and systems can be read. A name in an
 * expression stands for the column's number, whatever type the column has; the result is computed in double precision.
 */
final class Expressions {

    private static final Pattern TOKEN =
            Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`|\\d*\\.\\d+(?![\\w.])|\\d+\\.(?![\\w.])");
    private static final String NUMBER = "_number_of_";

    private final Dataset<Row> rows;
    private final List<String> columns;

    /** What is asked for, by the names under which it will be found. */
    private final Map<String, Column> asked = new LinkedHashMap<>();

    /** The columns of text whose numbers are used. */
    private final Set<String> texts = new LinkedHashSet<>();

    private final Set<String> numbered = new LinkedHashSet<>();

    Expressions(Source data) {
        this.rows = data.rows();
        this.columns = data.columns();
    }

    /** Whether a text is just the name of a column. */
    boolean isColumn(String text) {
        return columns.contains(text.strip());
    }

    List<String> columns() {
        return columns;
    }

    /**
     * Asks for a number.
     *
     * @param name what it will be found by
     * @param subject what it is called in refusals
     */
    void number(String name, String input, Object subject, String text) {
        String trimmed = text.strip();
        if (isColumn(trimmed)) {
            asked.put(name, number(input, trimmed));
            return;
        }
        String sql = sql(trimmed);
        for (String used : names(input, subject, trimmed, sql)) {
            number(input, used);
            sql = ExpressionText.replaceName(sql.replace('`', '"'), used, '`' + NUMBER + used + '`');
        }
        asked.put(name, expr(backticked(sql)).cast(DataTypes.DoubleType));
    }

    /** Asks for a text, such as a group's key. */
    void text(String name, String input, String text) {
        String trimmed = text.strip();
        if (isColumn(trimmed)) {
            asked.put(name, label(trimmed));
            return;
        }
        String sql = sql(trimmed);
        names(input, input, trimmed, sql);
        asked.put(name, expr(sql).cast(DataTypes.StringType));
    }

    /** Whole numbers have no decimal point as a key, whatever type the column has. */
    private Column label(String name) {
        DataType type = rows.schema().apply(name).dataType();
        Column column = column(name);
        if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
            UDF1<Number, String> plain = Labels::of;
            return udf(plain, DataTypes.StringType).apply(column);
        }
        return column.cast(DataTypes.StringType);
    }

    private Column number(String input, String name) {
        DataType type = rows.schema().apply(name).dataType();
        numbered.add(name);
        if (type instanceof StringType) {
            texts.add(name);
            UDF1<String, Double> read = Numbers::read;
            return udf(read, DataTypes.DoubleType).apply(column(name));
        }
        if (type instanceof NumericType || type instanceof BooleanType) {
            return column(name).cast(DataTypes.DoubleType);
        }
        throw Refusal.of(
                        "spark.expression.type",
                        "column",
                        name,
                        "type",
                        type instanceof BinaryType ? Message.of("spark.expression.geometry") : type.typeName())
                .about(input);
    }

    /** With names in backticks, and decimals as doubles, which they are in ECQL. */
    private String sql(String text) {
        return backticked(ExpressionText.quoteNames(text, columns));
    }

    private static String backticked(String text) {
        return TOKEN.matcher(text).replaceAll(token -> {
            String found = token.group();
            return Matcher.quoteReplacement(
                    switch (found.charAt(0)) {
                        case '"' -> '`' + found.substring(1, found.length() - 1) + '`';
                        case '\'', '`' -> found;
                        default -> found + "D";
                    });
        });
    }

    private Set<String> names(String input, Object subject, String text, String sql) {
        Expression parsed;
        try {
            parsed = CatalystSqlParser$.MODULE$.parseExpression(sql);
        } catch (Exception e) {
            if (e instanceof ParseException) {
                throw Refusal.because(e, "spark.expression", "subject", subject, "got", text)
                        .about(input);
            }
            throw e;
        }
        Set<String> names = new LinkedHashSet<>();
        collect(parsed, names);
        for (String name : names) {
            if (!columns.contains(name)) {
                throw Refusal.of("spark.expression.unknown", "subject", subject, "name", name, "columns", columns)
                        .about(input);
            }
        }
        return names;
    }

    private static void collect(Expression expression, Set<String> names) {
        if (expression instanceof UnresolvedAttribute attribute) {
            names.add(attribute.nameParts().mkString("."));
        }
        scala.collection.Iterator<Expression> children = expression.children().iterator();
        while (children.hasNext()) {
            collect(children.next(), names);
        }
    }

    static Column column(String name) {
        return col('`' + name.replace("`", "``") + '`');
    }

    /** The columns of text whose cells have to be numbers. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    /** The rows with all their columns, and what was asked for behind them. */
    Dataset<Row> evaluated() {
        Dataset<Row> with = rows;
        List<Column> all = new ArrayList<>();
        for (String name : columns) {
            all.add(column(name));
        }
        for (String name : numbered) {
            with = with.withColumn(NUMBER + name, number("data", name));
        }
        asked.forEach((name, value) -> all.add(value.as(name)));
        if (columns.size() < rows.columns().length) {
            all.add(column(Source.MALFORMED));
        }
        return with.select(all.toArray(Column[]::new));
    }
}
