// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import dev.appendkit.testing.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises on its first screen is what its code prints, and all of its code compiles. */
class ReadmeTest {
    private static final Path README = Path.of(System.getProperty("appendkit.classes"), "../../../README.md");

    @Test
    void theFirstLinesPrintWhatStandsBelowThem() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        AppendBuffer out = AppendBuffer.growing(64, 1024);
        out.appendAscii("id=")
                .appendLong(42)
                .appendByte((byte) ' ')
                .appendDouble(0.1)
                .appendByte((byte) '\n');
        SqlTemplate insert = SqlTemplate.compile("INSERT INTO t VALUES (?, ?)", SqlMode.mysql());
        insert.appendTo(out, new SqlParameters(2).setDecimal(1, 1250, 2).setString(2, "it's"));
        out.writeTo(printed);

        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text).isEqualTo("id=42 0.1\nINSERT INTO t VALUES (12.50, 'it''s')");
        assertThat(Files.readString(README)).contains("```\n" + text + "\n```");
    }

    @Test
    void theNegatedPlaceholderAndTheListAreWrittenAsShown() throws Exception {
        SqlTemplate select = SqlTemplate.compile("SELECT * FROM t WHERE d > -? AND id IN (?)", SqlMode.mariadb());

        String text = select.toSql(-5, List.of(1, 2));

        assertThat(text).isEqualTo("SELECT * FROM t WHERE d > -(-5) AND id IN (1, 2)");
        assertThat(Files.readString(README)).contains(text);
    }

    /** What the blocks of code take for granted, each in a method of its own. */
    private static final String AROUND = """
            import dev.appendkit.*;
            import dev.appendkit.format.*;
            import dev.appendkit.netty.*;
            import dev.appendkit.pool.*;
            import dev.appendkit.sql.*;
            import io.netty.bootstrap.ServerBootstrap;
            import io.netty.buffer.ByteBuf;
            import io.netty.channel.ChannelOption;
            import java.io.OutputStream;
            import java.time.*;
            import java.util.List;

            abstract class Readme {
              String name;
              Instant now;
              OutputStream stream;
              ByteBuf sendBuffer, buf;
              SqlMode mode;
              SqlTemplate template;
              SqlParameters parameters;
              AppendBuffer out;
              List<Row> rows;
              ServerBootstrap bootstrap;

              interface Row { void fill(SqlParameters parameters); }
              abstract void header(AppendBuffer out);
              abstract void body(AppendBuffer out);
              abstract void send(AppendBuffer out);
            """;

    @Test
    void allItsCodeCompiles(@TempDir Path classes) throws Exception {
        String[] blocks = Files.readString(README).split("```java\n", -1);
        assertThat(blocks.length).isGreaterThan(6);
        StringBuilder code = new StringBuilder(AROUND);
        for (int i = 1; i < blocks.length; i++) {
            code.append("void block").append(i).append("() throws Exception {\n");
            code.append(blocks[i], 0, blocks[i].indexOf("```")).append("}\n");
        }
        assertThat(errors(code + "}", classes)).isEmpty();
        // The control.
        assertThat(errors(code + "int wrong = name; }", classes)).contains("incompatible types");
    }

    private static String errors(String code, Path classes) {
        StringWriter errors = new StringWriter();
        List<String> options = List.of("-d", classes.toString(), "-proc:none", "-cp", ChildJvm.testClassPath());
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Readme.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return code;
                    }
                };
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(errors, null, null, options, null, List.of(file))
                .call();
        assertThat(compiled).isEqualTo(errors.toString().isEmpty());
        return errors.toString();
    }
}
