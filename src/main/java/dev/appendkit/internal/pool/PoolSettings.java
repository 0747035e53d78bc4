// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import dev.appendkit.internal.CheckedMode;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The settings that the builder of a pool collects, and the checks that all builders share. */
public final class PoolSettings {
    static final int DEFAULT_INITIAL_CAPACITY = 512;
    static final int DEFAULT_ALWAYS_RETAIN_CAPACITY = 4 << 10;
    static final int DEFAULT_MAX_RETAINED_CAPACITY = 64 << 10;

    @Nullable
    String name;

    int slots = Slots.defaultPlaces();
    int initial = DEFAULT_INITIAL_CAPACITY;
    int alwaysRetain = DEFAULT_ALWAYS_RETAIN_CAPACITY;
    int maxRetained = DEFAULT_MAX_RETAINED_CAPACITY;
    boolean checked = CheckedMode.ON;
    LongSupplier nanoClock = System::nanoTime;

    public void name(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /** The given name, or null. */
    public @Nullable String name() {
        return name;
    }

    public void slots(int slots) {
        slots(1, slots);
    }

    /** Sets the slots of a pool that must have more than one. */
    public void slots(int least, int slots) {
        if (slots < least || slots > Slots.MAX_PLACES) {
            throw new IllegalArgumentException("slots " + slots + " is outside " + least + " to " + Slots.MAX_PLACES);
        }
        this.slots = Slots.powerOfTwo(slots);
    }

    /** The number of slots, a power of two. */
    public int slots() {
        return slots;
    }

    public void initial(String setting, int capacity) {
        initial = notNegative(setting, capacity);
    }

    public int initial() {
        return initial;
    }

    public void alwaysRetain(String setting, int capacity) {
        alwaysRetain = notNegative(setting, capacity);
    }

    public void maxRetained(String setting, int capacity) {
        maxRetained = notNegative(setting, capacity);
    }

    public int maxRetained() {
        return maxRetained;
    }

    public void checked(boolean checked) {
        this.checked = checked;
    }

    public void nanoClock(LongSupplier clock) {
        nanoClock = clock;
    }

    /** Returns the same settings for items of a single size. */
    public PoolSettings ofOneSize(String name, int slots, int capacity) {
        PoolSettings sized = new PoolSettings();
        sized.name = name;
        sized.slots = slots;
        sized.initial = capacity;
        sized.alwaysRetain = alwaysRetain;
        sized.maxRetained = capacity;
        sized.checked = checked;
        sized.nanoClock = nanoClock;
        return sized;
    }

    /** Refuses a pool whose new items would be larger than it keeps or lends. */
    public void checkInitial(int max) {
        if (initial > Math.min(maxRetained, max)) {
            throw new IllegalArgumentException("the initial capacity " + initial + " is beyond what is retained, "
                    + maxRetained + ", or the maximum, " + max + ": no item would ever be kept");
        }
    }

    public static int notNegative(String setting, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(setting + " " + value + " is negative");
        }
        return value;
    }

    public static int positive(String setting, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(setting + " " + value + " is not positive");
        }
        return value;
    }
}
