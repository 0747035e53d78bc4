// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a program while it is compiled. Constants that follow one another become one. */
final class StepList {
    private final List<Step> steps = new ArrayList<>();
    /** The constant at the end, which is no step yet. */
    private final ByteArrayOutputStream constant = new ByteArrayOutputStream();

    private long bits;
    /** The places at the end that need a throwable, which are no steps yet. */
    private final List<Step> ofThrowable = new ArrayList<>();

    void addConstant(byte[] bytes, long newBits) {
        endThrowable();
        constant.writeBytes(bytes);
        bits |= newBits;
    }

    boolean endsInConstant() {
        return constant.size() > 0;
    }

    /** Takes the constant at the end. */
    byte[] takeConstant() {
        byte[] bytes = constant.toByteArray();
        constant.reset();
        return bytes;
    }

    void add(Step step) {
        add(step, false);
    }

    /** Adds a step; those that only have something to write for a throwable are run only if there is one. */
    void add(Step step, boolean isOfThrowable) {
        endConstant();
        if (isOfThrowable) {
            ofThrowable.add(step);
        } else {
            endThrowable();
            steps.add(step);
        }
    }

    private void endConstant() {
        byte[] bytes = takeConstant();
        if (bytes.length > 0) {
            steps.add(new Step.Constant(bytes, bits));
        }
        bits = 0;
    }

    private void endThrowable() {
        if (ofThrowable.size() > 1) {
            steps.add(new Step.IfThrown(new Program(ofThrowable.toArray(Step[]::new), null)));
        } else {
            steps.addAll(ofThrowable);
        }
        ofThrowable.clear();
    }

    Program program(@Nullable FixedNames names) {
        endConstant();
        endThrowable();
        return new Program(steps.toArray(Step[]::new), names);
    }
}
