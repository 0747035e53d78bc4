// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import dev.appendkit.internal.CheckedMode;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the builder of a pool collects, and the checks that are the same for all of them. */
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
    int probes = Slots.DEFAULT_PROBES;
    boolean checked = CheckedMode.ON;
    LongSupplier nanoClock = System::nanoTime;

    public void name(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    public void slots(int slots) {
        if (slots < 1 || slots > Slots.MAX_PLACES) {
            throw new IllegalArgumentException("slots " + slots + " is outside 1 to " + Slots.MAX_PLACES);
        }
        this.slots = slots;
    }

    public void initial(String setting, int capacity) {
        initial = notNegative(setting, capacity);
    }

    public void alwaysRetain(String setting, int capacity) {
        alwaysRetain = notNegative(setting, capacity);
    }

    public void maxRetained(String setting, int capacity) {
        maxRetained = notNegative(setting, capacity);
    }

    /** At how many slots a borrower looks: about as many items as one thread may have lent at a time. */
    public void probes(int probes) {
        this.probes = probes;
    }

    public void checked(boolean checked) {
        this.checked = checked;
    }

    public void nanoClock(LongSupplier clock) {
        nanoClock = clock;
    }

    /** Refuses a pool whose new items would be larger than what it keeps or lends. */
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
}
