// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonWriter;
import java.nio.BufferOverflowException;
import java.util.Random;

/** Texts for JSON, and the profile of a process in which a writer has seen all kinds of them. */
final class JsonTexts {
    private static final String CLEAN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.,:;/()";
    private static final String ESCAPED = "\"\\\n\t";
    private static final int SEED = 4_627;

    private JsonTexts() {}

    /** {@code clean16}, {@code escaped64} (one char of 32), {@code cjk64}, {@code lengths} (clean ones of 0 to 64). */
    static String[] strings(int count, String kind) {
        if (kind.startsWith("cjk")) {
            return Values.strings(count, kind);
        }
        Random random = new Random(SEED);
        String alphabet = kind.replaceAll("[0-9]", "");
        String[] values = new String[count];
        for (int i = 0; i < count; i++) {
            int length = alphabet.equals("lengths")
                    ? random.nextInt(65)
                    : Integer.parseInt(kind.substring(alphabet.length()));
            StringBuilder text = new StringBuilder();
            while (text.length() < length) {
                boolean special = alphabet.equals("escaped") && random.nextInt(32) == 0;
                String from = special ? ESCAPED : CLEAN;
                text.append(from.charAt(random.nextInt(from.length())));
            }
            values[i] = text.toString();
        }
        return values;
    }

    /** Strings of both coders, clean and escaped, of all lengths, foreign ones, and rooms that do not suffice. */
    @SuppressWarnings("UnnecessaryStringBuilder") // A text that is not a String.
    static void pollute() {
        ProfilePollution.run();
        JsonWriter json = new JsonWriter();
        StringBuilder foreign = new StringBuilder();
        AppendBuffer out = AppendBuffer.growing(1 << 12, 1 << 16);
        AppendBuffer small = AppendBuffer.wrap(new byte[40], 0, 40);
        for (String kind : new String[] {"clean5", "lengths", "escaped20", "cjk20", "escaped200", "clean300", "cjk3"}) {
            for (String text : strings(4_096, kind)) {
                json.reset(out.clear())
                        .beginObject()
                        .name("name")
                        .appendString(text)
                        .name(text);
                foreign.setLength(0);
                foreign.append(text);
                json.appendString(foreign).endObject().endRecord();
                try {
                    json.reset(small.clear()).appendString(text);
                } catch (BufferOverflowException expected) {
                    json.rollBack();
                }
            }
        }
    }
}
