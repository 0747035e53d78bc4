// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.recipes;

import dev.appendkit.AppendBuffer;
import dev.appendkit.pool.BufferPool;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A handler of requests, as a servlet would be: the body is built in a borrowed buffer, so that its length is known
 * before the first byte is sent. A handler that fails half-way has sent nothing.
 */
public final class PooledHandler {
    record Item(long id, String name, long cents) {}

    /** What a servlet container hands to a handler. */
    interface Response {
        void setContentLength(int length);

        OutputStream getOutputStream() throws IOException;
    }

    static void handle(List<Item> items, Response response) throws IOException {
        try (AppendBuffer body = BufferPool.shared().borrow()) {
            for (Item item : items) {
                body.appendLong(item.id()).appendByte((byte) '\t').appendUtf8(item.name());
                body.appendByte((byte) '\t').appendDecimal(item.cents(), 2).appendByte((byte) '\n');
            }
            response.setContentLength(body.length());
            body.writeTo(response.getOutputStream());
        } // given back here
    }

    private PooledHandler() {}

    public static void main(String[] args) throws IOException {
        handle(List.of(new Item(7, "pear", 125), new Item(8, "crème", 1_090)), new Response() {
            @Override
            public void setContentLength(int length) {
                System.out.println("Content-Length: " + length);
            }

            @Override
            public OutputStream getOutputStream() {
                return System.out;
            }
        });
    }
}
// Content-Length: 27
// 7	pear	1.25
// 8	crème	10.90
