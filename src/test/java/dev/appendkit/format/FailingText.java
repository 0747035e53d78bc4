// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

/** A text that throws when the char at an index is read. */
final class FailingText implements CharSequence {
    private final String text;
    private final int failAt;
    private final RuntimeException failure = new RuntimeException("the text fails");

    FailingText(String text, int failAt) {
        this.text = text;
        this.failAt = failAt;
    }

    RuntimeException failure() {
        return failure;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (index == failAt) {
            throw failure;
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        throw failure;
    }

    @Override
    public String toString() {
        throw failure;
    }
}
