// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/pools.md compiles, and what it shows before and after does the same. */
class PoolRecipesTest {
    private static final Path PAGE = Path.of(System.getProperty("appendkit.target"), "../../docs/pools.md")
            .normalize();
    private static final Pattern BLOCK =
            Pattern.compile("```java\n(final class (\\w+)(Before|After) .*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
            import dev.appendkit.AppendBuffer;
            import dev.appendkit.pool.*;
            import io.netty.util.Recycler;
            import java.io.*;
            import java.nio.charset.StandardCharsets;
            import java.util.Arrays;
            import org.apache.commons.pool2.*;
            import org.apache.commons.pool2.impl.*;
            """;

    @TempDir
    private Path classes;

    private static Map<String, String> blocks() throws Exception {
        Map<String, String> blocks = new TreeMap<>();
        String page = Files.readString(PAGE);
        Matcher matcher = BLOCK.matcher(page);
        while (matcher.find()) {
            blocks.put(matcher.group(2) + matcher.group(3), IMPORTS + matcher.group(1));
        }
        assertThat(blocks).as("every block is a class").hasSize(page.split("```java", -1).length - 1);
        return blocks;
    }

    private void compile(Map<String, String> blocks) {
        List<JavaFileObject> files = new ArrayList<>();
        blocks.forEach((name, code) -> files.add(new Source(name, code)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options = List.of(
                "-d",
                classes.toString(),
                "-proc:none",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        boolean compiled =
                compiler.getTask(errors, null, null, options, null, files).call();
        if (!compiled) {
            throw new AssertionError(errors.toString());
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String name, String code) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    @Test
    void theFiveRecipesCompileAndDoWhatWasDoneBefore() throws Exception {
        Map<String, String> blocks = blocks();
        assertThat(blocks.keySet())
                .containsExactly(
                        "ArrayAfter",
                        "ArrayBefore",
                        "CommonsAfter",
                        "CommonsBefore",
                        "RecyclerAfter",
                        "RecyclerBefore",
                        "StreamAfter",
                        "StreamBefore",
                        "ThreadLocalAfter",
                        "ThreadLocalBefore");
        compile(blocks);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, PoolRecipesTest.class.getClassLoader())) {
            for (String name : blocks.keySet()) {
                Method line = loader.loadClass(name).getDeclaredMethod("line", String.class, long.class);
                line.setAccessible(true);
                for (int round = 0; round < 3; round++) {
                    assertThat((byte[]) line.invoke(null, "Zoë", -42L - round))
                            .as(name)
                            .asString(UTF_8)
                            .isEqualTo("name=Zoë id=" + (-42 - round));
                }
            }
        }
    }

    /** The control. */
    @Test
    void codeThatDoesNotCompileIsSeen() {
        assertThatThrownBy(() -> compile(Map.of("Wrong", IMPORTS + "final class Wrong { Pool<int> pool; }")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Wrong.java");
    }
}
