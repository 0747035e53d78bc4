// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The four classes that append describe the same method in the same words: the first sentence behind its verb, and
 * every parameter but the target.
 */
class MirroredWordsTest {
    private static final Path SOURCES = Path.of("main", "java", "dev", "appendkit");

    /** What is said of a method: its first sentence without the verb, and its parameters by name. */
    private record Words(String verb, String sentence, Map<String, String> parameters) {}

    private static final Map<String, Words> APPEND = read("Append.java", 2);

    @ParameterizedTest
    @ValueSource(strings = {"AppendBuffer.java", "ByteBufferAppend.java", "netty/ByteBufAppend.java"})
    void theOthersSayWhatAppendSays(String file) {
        boolean cursor = file.equals("AppendBuffer.java");
        Map<String, Words> words = read(file, cursor ? 0 : 1);
        words.keySet().removeIf(signature -> signature.startsWith("appendSql("));
        assertThat(words.keySet()).isEqualTo(APPEND.keySet());
        words.forEach((signature, said) -> {
            Words expected = APPEND.get(signature);
            assertThat(said.verb()).as(signature).isEqualTo(cursor ? "Appends" : "Writes");
            assertThat(said.sentence()).as(signature).isEqualTo(expected.sentence());
            assertThat(said.parameters()).as(signature).isEqualTo(expected.parameters());
        });
    }

    @Test
    void theReaderFindsWhatIsThere() {
        assertThat(APPEND).hasSizeGreaterThan(50);
        Words padded = APPEND.get("appendHexPadded(long,int)");
        assertThat(padded.verb()).isEqualTo("Writes");
        assertThat(padded.sentence()).isEqualTo("a long in lower-case hexadecimal with leading zeros.");
        assertThat(padded.parameters().keySet()).containsExactly("value", "digits");
        assertThat(padded.parameters().values())
                .allSatisfy(text -> assertThat(text).isNotBlank());
    }

    private static Map<String, Words> read(String file, int targetParameters) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, Words> words = new TreeMap<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> sources = files.getJavaFileObjects(SOURCES.resolve(file));
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, sources);
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new MethodReader(trees, targetParameters, words).scan(new TreePath(unit), null);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return words;
    }

    /** Public methods whose name begins with {@code append}. */
    private static final class MethodReader extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final int targetParameters;
        private final Map<String, Words> words;

        MethodReader(DocTrees trees, int targetParameters, Map<String, Words> words) {
            this.trees = trees;
            this.targetParameters = targetParameters;
            this.words = words;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            String name = method.getName().toString();
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            boolean isPublic = method.getModifiers().getFlags().contains(Modifier.PUBLIC);
            if (isPublic && comment != null && name.matches("append[A-Z].*")) {
                List<? extends VariableTree> own = method.getParameters()
                        .subList(targetParameters, method.getParameters().size());
                String types = own.stream()
                        .map(parameter -> parameter.getType().toString())
                        .collect(Collectors.joining(","));
                words.put(name + "(" + types + ")", words(comment));
            }
            return null;
        }

        private Words words(DocCommentTree comment) {
            String[] sentence = text(comment.getFirstSentence()).split(" ", 2);
            Map<String, String> parameters = new LinkedHashMap<>();
            List<ParamTree> all = comment.getBlockTags().stream()
                    .filter(ParamTree.class::isInstance)
                    .map(ParamTree.class::cast)
                    .toList();
            for (ParamTree parameter : all.subList(targetParameters, all.size())) {
                parameters.put(parameter.getName().toString(), text(parameter.getDescription()));
            }
            return new Words(sentence[0], sentence[1], parameters);
        }

        private static String text(List<? extends DocTree> parts) {
            return parts.stream()
                    .map(Object::toString)
                    .collect(Collectors.joining())
                    .replaceAll("\\s+", " ");
        }
    }
}
