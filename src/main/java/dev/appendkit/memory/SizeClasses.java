// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.util.Arrays;

/** The chunk sizes of a {@link Slab}: each is the previous one times the growth factor, rounded up. */
final class SizeClasses {
    private static final int MAX_SLAB_BYTES = 1 << 30;
    private static final int MAX_CHUNKS = 1 << 20;
    private static final int MAX_CLASSES = 1_024;
    private static final int MANTISSA_BITS = 3;

    final int slabBytes;
    private final int[] bytes;

    /**
     * For each exponent and three bits of mantissa of a length, the class of the shortest such length: the class of a
     * length is that one or one of the few that follow.
     */
    private final short[] first;

    SizeClasses(int smallestChunk, int slabBytes, double growthFactor) {
        if (slabBytes > MAX_SLAB_BYTES) {
            throw new IllegalArgumentException("a slab of " + slabBytes + " bytes is larger than " + MAX_SLAB_BYTES);
        }
        if (smallestChunk < 1 || smallestChunk > slabBytes) {
            throw new IllegalArgumentException(
                    "the smallest chunk of " + smallestChunk + " bytes is outside 1 to the slab's " + slabBytes);
        }
        // Not "<= 1", which is false for NaN.
        if (!(growthFactor > 1)) {
            throw new IllegalArgumentException("the growth factor " + growthFactor + " is not above 1");
        }
        if (slabBytes / smallestChunk > MAX_CHUNKS) {
            throw new IllegalArgumentException(
                    "a slab of " + slabBytes + " bytes has more than " + MAX_CHUNKS + " chunks of " + smallestChunk);
        }
        this.slabBytes = slabBytes;
        bytes = sizes(smallestChunk, slabBytes, growthFactor);
        first = new short[bucket(slabBytes) + 1];
        for (int k = bytes.length - 1; k >= 0; k--) {
            int shortest = k == 0 ? 0 : bytes[k - 1] + 1;
            // The buckets that begin within this class, and the one with its shortest length.
            Arrays.fill(first, bucket(shortest), bucket(bytes[k]) + 1, (short) k);
        }
    }

    private static int[] sizes(int smallestChunk, int slabBytes, double growthFactor) {
        int[] sizes = new int[MAX_CLASSES];
        int count = 0;
        int size = smallestChunk;
        while (true) {
            if (count == MAX_CLASSES) {
                throw new IllegalArgumentException("the growth factor " + growthFactor + " makes more than "
                        + MAX_CLASSES + " size classes from " + smallestChunk + " to " + slabBytes + " bytes");
            }
            sizes[count++] = size;
            if (size == slabBytes) {
                return Arrays.copyOf(sizes, count);
            }
            size = (int) Math.min(slabBytes, Math.ceil(size * growthFactor));
        }
    }

    private static int bucket(int length) {
        if (length < 1 << MANTISSA_BITS) {
            return length;
        }
        int shift = 31 - MANTISSA_BITS - Integer.numberOfLeadingZeros(length);
        return (shift << MANTISSA_BITS) + (length >>> shift);
    }

    int count() {
        return bytes.length;
    }

    int bytes(int sizeClass) {
        return bytes[sizeClass];
    }

    int chunks(int sizeClass) {
        return slabBytes / bytes[sizeClass];
    }

    /** The smallest class that holds a length of at most {@code slabBytes}. */
    int of(int length) {
        int k = first[bucket(length)];
        while (bytes[k] < length) {
            k++;
        }
        return k;
    }
}
