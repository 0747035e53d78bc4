// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.internal.memory.KeyHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys are compared, not only their hashes. Two keys with one hash are rare, so an entry's key is changed behind its
 * hash: by the place of a map's entry, and in the file of a table.
 */
@Tag("thorough")
class KeyComparisonTest {
    private static final int MAX_LENGTH = 70;
    /** Where a table's entries begin, with an index of the least size. */
    private static final int ENTRIES_AT = TableFormat.HEADER_BYTES + 4 * Long.BYTES;

    @TempDir
    Path folder;

    private static String ascii(int length, SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(0x80));
        }
        return text.toString();
    }

    @Test
    void everyByteOfAMapsKey() {
        SplittableRandom random = new SplittableRandom(1);
        for (int valueBytes : new int[] {0, 3, 8}) {
            for (int length = 0; length <= MAX_LENGTH; length++) {
                BytesMap map = new BytesMap(valueBytes, 100, MemoryBudget.unlimited());
                String text = ascii(length, random);
                byte[] key = (".." + text).getBytes(US_ASCII);
                long row = map.put(key, 2, key.length);
                byte[] array = map.array(row);
                int at = map.keyOffset(row);
                for (int i = 0; i < length; i++) {
                    array[at + i] ^= 1;
                    assertThat(map.find(key, 2, key.length)).isEqualTo(-1);
                    assertThat(map.find(text)).isEqualTo(-1);
                    array[at + i] ^= 1;
                }
                for (int i = 1; i <= 2; i++) {
                    array[at - i] ^= 1;
                    assertThat(map.find(key, 2, key.length)).isEqualTo(-1);
                    array[at - i] ^= 1;
                }
                assertThat(map.find(key, 2, key.length)).isEqualTo(row).isEqualTo(map.find(text));
            }
        }
    }

    private Table table(byte[] file) throws IOException {
        return Table.map(Files.write(folder.resolve("table"), file), 1);
    }

    private static byte[] file(BytesMap map) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        map.writeTo(out, 1);
        return out.toByteArray();
    }

    @Test
    void everyByteOfATablesKey() throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        for (int length = 0; length <= MAX_LENGTH; length++) {
            compare(ascii(length, random), length < 20 ? 3 : 8);
        }
        for (String text :
                new String[] {"é", "aé", "€uro", "1234567é", "12345678é", "𝄞", "naïve €5 𝄞 and more", "\uFFFD"}) {
            compare(text, 8);
        }
    }

    private void compare(String text, int valueBytes) throws IOException {
        BytesMap map = new BytesMap(valueBytes, 100, MemoryBudget.unlimited());
        byte[] key = (".." + text).getBytes(UTF_8);
        int length = key.length - 2;
        map.put(text);
        byte[] file = file(map);
        Table right = table(file);
        assertThat(right.find(key, 2, key.length)).isZero().isEqualTo(right.find(text));
        for (int i = -2; i < length; i++) {
            byte[] changed = file.clone();
            changed[ENTRIES_AT + valueBytes + 2 + i] ^= 1;
            Table wrong = table(changed);
            assertThat(wrong.find(key, 2, key.length))
                    .as("%s, byte %d", text, i)
                    .isEqualTo(-1);
            assertThat(wrong.find(text)).as("%s, byte %d", text, i).isEqualTo(-1);
        }
    }

    /** Chars above 0x7F whose low bytes are those of another key. */
    @Test
    void aTextThatIsNotAsciiIsNotItsLowBytes() throws IOException {
        BytesMap map = new BytesMap(0, 100, MemoryBudget.unlimited());
        map.put("abcdefgh12345678");
        Table table = map.freeze();
        for (int i = 0; i < 16; i++) {
            StringBuilder text = new StringBuilder("abcdefgh12345678");
            text.setCharAt(i, (char) (text.charAt(i) | 0x100));
            assertThat(map.find(text)).isEqualTo(-1);
            assertThat(table.find(text)).isEqualTo(-1);
        }
    }

    @Test
    void longKeysOfOneHash() throws IOException {
        LongMap map = new LongMap(8, MemoryBudget.unlimited());
        map.add(5, 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        map.writeTo(out, 1);
        byte[] file = out.toByteArray();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            byte[] changed = file.clone();
            changed[ENTRIES_AT + 8 + bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(table(changed).find(5L)).isEqualTo(-1);
        }
        assertThat(table(file).find(5L)).isZero();
    }

    /** The control: what was changed above is compared only because the hashes are equal. */
    @Test
    void theHashesOfTwoKeysDiffer() {
        long first = KeyHash.first(1);
        long second = KeyHash.second(1);
        byte[] one = "a key".getBytes(US_ASCII);
        byte[] two = "a kez".getBytes(US_ASCII);
        assertThat(KeyHash.of(one, 0, 5, first, second) >>> 32)
                .isNotEqualTo(KeyHash.of(two, 0, 5, first, second) >>> 32);
    }
}
