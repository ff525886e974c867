package org.edubalance.spark;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's own Parquet with GeoParquet's {@code geo} key in the footers (version 1.1.0 of its specification): places are
 * well-known binary.
 */
public final class GeoParquet extends ParquetFileFormat {

    private static final long serialVersionUID = 1L;

    /** The option, and the footers' key. */
    static final String KEY = "geo";

    private static final String CONFIGURED = "edubalance.geoparquet";

    /** What a footer says of a column. */
    static String metadata(String column, String crsOrNull) {
        JsonObject own = new JsonObject();
        own.put("encoding", "WKB");
        own.put("geometry_types", new JsonArray());
        try {
            own.put("crs", crsOrNull == null ? null : JsonParser.object().from(crsOrNull));
        } catch (JsonParserException e) {
            throw new IllegalStateException(crsOrNull, e);
        }
        JsonObject columns = new JsonObject();
        columns.put(column, own);
        JsonObject geo = new JsonObject();
        geo.put("version", "1.1.0");
        geo.put("primary_column", column);
        geo.put("columns", columns);
        return JsonWriter.string(geo);
    }

    /** The PROJJSON of a table's places: what came with them, else what is known; null if neither. */
    static String crs(Source source) {
        if (source.geoParquetCrs() != null || source.crs() == null) {
            return source.geoParquetCrs();
        }
        return source.crs().projJson();
    }

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession spark, Job job, scala.collection.immutable.Map<String, String> options, StructType schema) {
        OutputWriterFactory factory = super.prepareWrite(spark, job, options, schema);
        job.getConfiguration().set(CONFIGURED, options.apply(KEY));
        ParquetOutputFormat.setWriteSupportClass(job, Support.class);
        return factory;
    }

    /** Adds the key to what Spark writes into a footer. */
    public static final class Support extends ParquetWriteSupport {
        @Override
        public WriteContext init(Configuration configuration) {
            WriteContext context = super.init(configuration);
            Map<String, String> metadata = new HashMap<>(context.getExtraMetaData());
            metadata.put(KEY, configuration.get(CONFIGURED));
            return new WriteContext(context.getSchema(), metadata);
        }
    }
}
