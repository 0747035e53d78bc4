// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random values: written, and answered as what a reader should make of them; a double or a float is what a decimal
 * rounds to.
 */
final class JsonDocuments {
    private static final String CHARS =
            "abcdefgh \"\\/\b\f\n\r\t\u0000\u0001\u001F<>&'\u007F\u0085ß\u2028\u2029日本\uFEFF\uFFFD\uFFFF";

    private final Random random;
    private final boolean nul;

    /** @param nul whether texts may hold U+0000 */
    JsonDocuments(Random random, boolean nul) {
        this.random = random;
        this.nul = nul;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(20);
        while (text.length() < length) {
            switch (random.nextInt(12)) {
                case 0 -> text.append(CHARS.charAt(random.nextInt(CHARS.length())));
                case 1 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                default -> text.append((char) random.nextInt(' ', 0x7F));
            }
        }
        return nul ? text.toString() : text.toString().replace("\0", "");
    }

    /** What stands in UTF-8 for a text: lone surrogates are replaced. */
    static String wellFormed(String text) {
        StringBuilder replaced = new StringBuilder();
        text.codePoints()
                .forEach(c -> replaced.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
        return replaced.toString();
    }

    Object write(JsonWriter json, int depth) {
        switch (random.nextInt(depth > 5 ? 10 : 12)) {
            case 0 -> {
                json.appendNull();
                return null;
            }
            case 1 -> {
                boolean value = random.nextBoolean();
                json.appendBoolean(value);
                return value;
            }
            case 2 -> {
                long value = random.nextLong() >> random.nextInt(64);
                json.appendLong(value);
                return BigDecimal.valueOf(value);
            }
            case 3 -> {
                double value = Double.longBitsToDouble(random.nextLong());
                value = Double.isFinite(value) ? value : 0.5;
                json.appendDouble(value);
                return value;
            }
            case 4 -> {
                float value = random.nextInt() / 1_000f;
                json.appendFloat(value);
                return value;
            }
            case 5 -> {
                BigDecimal value = new BigDecimal(new BigInteger(1 + random.nextInt(200), random), random.nextInt(40));
                json.appendDecimal(value);
                return value;
            }
            case 6 -> {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                json.appendBase64(bytes, 0, bytes.length);
                return java.util.Base64.getEncoder().encodeToString(bytes);
            }
            case 7 -> {
                String text = text();
                json.appendString(new StringBuilder(text));
                return wellFormed(text);
            }
            case 8, 9 -> {
                String text = text();
                json.appendString(text);
                return wellFormed(text);
            }
            case 10 -> {
                List<Object> elements = new ArrayList<>();
                json.beginArray();
                for (int left = random.nextInt(5); left > 0; left--) {
                    elements.add(write(json, depth + 1));
                }
                json.endArray();
                return elements;
            }
            default -> {
                return writeObject(json, depth);
            }
        }
    }

    private Map<String, Object> writeObject(JsonWriter json, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        json.beginObject();
        for (int left = random.nextInt(5); left > 0; left--) {
            String name = wellFormed(text());
            if (members.containsKey(name)) {
                continue;
            }
            if (random.nextBoolean()) {
                json.name(JsonName.of(name));
            } else {
                json.name(name);
            }
            members.put(name, null);
            List<Object> written = new ArrayList<>();
            if (random.nextBoolean()) {
                json.appendValue(self -> written.add(write(self, depth + 1)));
            } else {
                written.add(write(json, depth + 1));
            }
            members.put(name, written.get(0));
        }
        json.endObject();
        return members;
    }
}
