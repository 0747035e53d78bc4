// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import java.util.function.IntFunction;

/** A kind of target: how to make one with a given room, and whether that room is its limit. */
public record TargetKind(String name, boolean bounded, IntFunction<Target> factory) {
    public static TargetKind bounded(String name, IntFunction<Target> factory) {
        return new TargetKind(name, true, factory);
    }

    /** A target that always makes room: the given room is only what it begins with. */
    public static TargetKind unbounded(String name, IntFunction<Target> factory) {
        return new TargetKind(name, false, factory);
    }

    public Target create(int room) {
        return factory.apply(room);
    }

    @Override
    public String toString() {
        return name;
    }
}
