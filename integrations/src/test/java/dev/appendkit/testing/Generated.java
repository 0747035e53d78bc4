// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Random parts of events: hostile text, contexts, throwables with causes, suppressed ones and cycles. */
public final class Generated {
    private static final int LAST_CHAR = 0x3000;

    private final Random random;

    public Generated(Random random) {
        this.random = random;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    public long epochSecond() {
        return random.nextInt(Integer.MAX_VALUE);
    }

    /** Without unpaired surrogates, which each encoder writes differently. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int length = oneIn(20) ? 2_000 : random.nextInt(40);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(LAST_CHAR));
                case 1 -> text.appendCodePoint(0x1F600 + random.nextInt(64));
                case 2 -> text.append("\n\r\t\"\\\u001b\u2028\u202e{}%".charAt(random.nextInt(11)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }

    public String name() {
        return oneIn(3) ? "com.acme.shop.Orders" : "logger." + random.nextInt(3_000);
    }

    /** Keys that no template has as a member. */
    public Map<String, String> context() {
        Map<String, String> context = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            context.put("k." + i + (oneIn(4) ? text() : ""), text());
        }
        return context;
    }

    public Throwable throwable(int depth) {
        Throwable cause = depth > 0 && oneIn(2) ? throwable(depth - 1) : null;
        Throwable thrown = oneIn(2)
                ? new IllegalStateException(oneIn(5) ? null : text(), cause)
                : new UnsupportedOperationException(text(), cause);
        if (depth > 0 && oneIn(3)) {
            thrown.addSuppressed(throwable(depth - 1));
        }
        if (oneIn(10)) {
            // A cycle through a suppressed throwable.
            Throwable circular = new IllegalArgumentException("circular");
            circular.initCause(thrown);
            thrown.addSuppressed(circular);
        }
        return thrown;
    }
}
