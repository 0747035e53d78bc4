// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PiecesTest {
    private static Pieces<String> pieces(int unit, int maxUnitLength) {
        return new Pieces<>(unit, maxUnitLength) {
            @Override
            protected int wholeEnd(String src, int from, int end, int to) {
                return end < to && src.charAt(end - 1) == '<' ? (end - 1 > from ? end - 1 : end + 1) : end;
            }

            @Override
            public long length(String src, int from, int to) {
                return (long) (to - from) * maxUnitLength;
            }

            @Override
            public int append(byte[] dst, int pos, String src, int from, int to) {
                return pos + (to - from) * maxUnitLength;
            }
        };
    }

    @Test
    void everyPieceIsWholeUnitsThatFitTheRoomOrOneUnit() {
        String text = "x".repeat(40);
        for (int unit = 1; unit <= 4; unit++) {
            for (int length = 1; length <= 5; length++) {
                Pieces<String> pieces = pieces(unit, length);
                for (int to = 1; to <= text.length(); to++) {
                    for (int room = 0; room <= 250; room++) {
                        int from = room % to;
                        int end = pieces.end(text, from, to, room);
                        assertThat(end).isGreaterThan(from).isLessThanOrEqualTo(to);
                        if (end < to) {
                            assertThat((end - from) % unit).isZero();
                            // The most units that fit, but one where none does.
                            assertThat((end - from) / unit).isEqualTo(Math.max(1, room / length));
                        } else {
                            int units = (to - from + unit - 1) / unit;
                            assertThat(units).isLessThanOrEqualTo(Math.max(1, room / length));
                        }
                    }
                }
            }
        }
    }

    @Test
    void aPairIsNotTornApart() {
        Pieces<String> pieces = pieces(1, 3);
        assertThat(pieces.end("ab<>c", 0, 5, 9)).isEqualTo(2);
        assertThat(pieces.end("ab<>c", 0, 5, 12)).isEqualTo(4);
        assertThat(pieces.end("<>c", 0, 3, 3)).isEqualTo(2);
        assertThat(pieces.end("<", 0, 1, 0)).isEqualTo(1);
    }
}
