// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the compiler made of appends and kernels, as {@code javap} tells it. */
@Tag("thorough")
class BytecodeTest {
    private static final Path CLASSES = Path.of(System.getProperty("appendkit.classes"));

    /** C2 inlines a hot method of fewer bytes than this ({@code FreqInlineSize}) and no larger one. */
    private static final int INLINED = 325;

    private static final Pattern METHOD = Pattern.compile("^  \\S.*?(\\w+)\\((.*)\\).*;$");
    private static final Pattern INSTRUCTION = Pattern.compile("^ +(\\d+): (\\w+).*");

    /** Methods that may be larger, each with its reason. */
    private static final Map<String, String> LARGER = Map.of();

    /** The offset of each method's last instruction, which is a return or a throw, and so its size but one byte. */
    private static final Map<String, Integer> SIZES = new TreeMap<>();

    private static final StringBuilder MONITORS = new StringBuilder();

    @BeforeAll
    static void read() throws IOException {
        List<String> files;
        try (Stream<Path> walk = Files.walk(CLASSES)) {
            files = walk.map(Path::toString)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .toList();
        }
        for (String file : files) {
            String type = CLASSES.relativize(Path.of(file))
                    .toString()
                    .replaceAll("\\.class$", "")
                    .replaceAll("[/\\\\]", ".");
            String method = "";
            for (String line : javap(file).split("\n", -1)) {
                Matcher declared = METHOD.matcher(line);
                Matcher instruction = INSTRUCTION.matcher(line);
                if (declared.matches()) {
                    method = type + "." + declared.group(1) + "(" + declared.group(2) + ")";
                } else if (instruction.matches() && !line.contains("->")) {
                    SIZES.merge(method, Integer.parseInt(instruction.group(1)) + 1, Math::max);
                    if (instruction.group(2).startsWith("monitor")) {
                        MONITORS.append(method).append('\n');
                    }
                }
                if (line.matches("^  .*\\bsynchronized\\b.*")) {
                    MONITORS.append(line).append('\n');
                }
            }
        }
    }

    private static String javap(String file) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, UTF_8);
        int code = ToolProvider.findFirst("javap").orElseThrow().run(out, out, "-c", "-p", file);
        assertThat(code).as(printed.toString(UTF_8)).isZero();
        return printed.toString(UTF_8);
    }

    @Test
    void theReaderFindsWhatIsThere() {
        assertThat(SIZES.keySet())
                .anyMatch(method -> method.startsWith("dev.appendkit.Append.appendInt(byte[], int, int"));
        assertThat(SIZES.get("dev.appendkit.Append.appendUuid(byte[], int, java.util.UUID)"))
                .isBetween(10, 40);
        // The tables' initializers and other one-time code are the largest, so sizes above the bound are seen at all.
        assertThat(SIZES.values().stream().mapToInt(size -> size).max().orElseThrow())
                .isGreaterThan(200);
    }

    @Test
    void appendsAndKernelsAreSmallEnoughToBeInlined() {
        Map<String, Integer> larger = new TreeMap<>();
        SIZES.forEach((method, size) -> {
            boolean hot = method.startsWith("dev.appendkit.internal.")
                    || method.matches("dev\\.appendkit\\.(netty\\.)?\\w+\\.append\\w*\\(.*");
            if (hot && size >= INLINED && !LARGER.containsKey(method)) {
                larger.put(method, size);
            }
        });
        assertThat(larger).isEmpty();
    }

    @Test
    void anExceptionThatIsNoLongerNeededIsTakenOut() {
        LARGER.forEach((method, reason) -> {
            assertThat(reason).isNotBlank();
            assertThat(SIZES).containsKey(method);
            assertThat(SIZES.get(method)).as(method).isGreaterThanOrEqualTo(INLINED);
        });
    }

    @Test
    void nothingLocks() {
        assertThat(MONITORS).asString().isEmpty();
    }
}
