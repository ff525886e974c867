package org.edubalance.io.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgisAddressTest {

    @Test
    void readsTablesAndQueries() {
        PostgisAddress table = PostgisAddress.of("postgresql://me@db.example.org:5433/county?table=edu.schools");
        assertThat(table)
                .isEqualTo(new PostgisAddress(
                        "db.example.org", 5433, "county", "me", List.of("edu", "schools"), null, null));
        assertThat(table.quotedTable()).isEqualTo("\"edu\".\"schools\"");
        assertThat(table.name()).isEqualTo("schools");

        PostgisAddress query = PostgisAddress.of(
                "postgres://me@[::1]/c?sql=SELECT 100%25 AS a, b + 1 FROM t WHERE x = 'ü'&sslmode=require");
        assertThat(query.sql()).isEqualTo("SELECT 100% AS a, b + 1 FROM t WHERE x = 'ü'");
        assertThat(query.port()).isEqualTo(5432);
        assertThat(query.sslMode()).isEqualTo("require");
        assertThat(PostgisAddress.of("postgresql://h/d?table=t").user()).isNotBlank();
        assertThat(PostgisAddress.isMeant("PostgreSQL://h/d")).isTrue();
        assertThat(PostgisAddress.isMeant("postgres.csv")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "t|\"t\"",
                "学校|\"学校\"",
                "s.T|\"s\".\"T\"",
                "\"a.b\"|\"a.b\"",
                "s.\"a\"\"b\"|\"s\".\"a\"\"b\"",
                "t; DROP TABLE x|\"t; DROP TABLE x\""
            })
    void quotesNamesAsTheyAre(String name, String quoted) {
        assertThat(PostgisAddress.of("postgresql://h/d?table=" + name).quotedTable())
                .isEqualTo(quoted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "postgresql://me:secret@h/d?table=t|the password must not be part|密码不得写在地址中",
                "postgresql://h/d?table=t&password=secret|the password must not be part|密码不得写在地址中",
                "postgresql://h/d|must name one table|一个表",
                "postgresql://h/d?table=t&sql=SELECT 1|must name one table|一个表",
                "postgresql://h/?table=t|must be postgresql://|应写作 postgresql://",
                "postgresql:///d?table=t|must be postgresql://|应写作 postgresql://",
                "postgresql://h/d/e?table=t|must be postgresql://|应写作 postgresql://",
                "postgresql://h/d?tables=t|the parameter “tables”|参数“tables”",
                "postgresql://h/d?table=a.b.c|must be TABLE or SCHEMA.TABLE|TABLE 或 SCHEMA.TABLE",
                "postgresql://h/d?table=\"a|must be TABLE or SCHEMA.TABLE|TABLE 或 SCHEMA.TABLE",
                "postgresql://h/d?sql=SELECT 5%|broken escape|转义有误"
            })
    void refusesOthers(String address, String english, String chinese) {
        assertThatThrownBy(() -> PostgisAddress.of(address)).isInstanceOfSatisfying(Refusal.class, e -> {
            assertThat(e.in(Language.EN)).contains(english).doesNotContain("secret");
            assertThat(e.in(Language.ZH)).contains(chinese).doesNotContain("secret");
        });
    }
}
