// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

/** The contract with all that a style can change: escapes of six bytes, and the numbers of ECMAScript. */
class JsonAsciiContractTest extends JsonContractTest {
    private static final JsonStyle STYLE =
            JsonStyle.standard().escapes(JsonStyle.Escapes.ASCII).numbers(JsonStyle.Numbers.ECMASCRIPT);

    @Override
    JsonWriter create() {
        return new JsonWriter(STYLE);
    }

    @Override
    String styled(String minimal) {
        StringBuilder ascii = new StringBuilder();
        minimal.replace("E-", "e-")
                .chars()
                .forEach(c -> ascii.append(
                        c < 0x7F
                                ? "" + (char) c
                                : "\\u" + Integer.toHexString(0x10000 | c).substring(1)));
        return ascii.toString();
    }

    @Override
    String quoted(String text) {
        return JsonTextsTest.ascii(text);
    }
}
