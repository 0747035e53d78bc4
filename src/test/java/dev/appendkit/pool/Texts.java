// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

/** Growing chars as a pool's items, with a policy that can be told to fail. */
final class Texts implements Pool.Policy<StringBuilder> {
    /** What fails when it is called next. */
    enum Method {
        CREATE,
        RESET,
        CAPACITY,
        USED,
        POISON
    }

    private Method failing;
    int made;

    void failOnce(Method method) {
        failing = method;
    }

    private void called(Method method) {
        if (failing == method) {
            failing = null;
            throw new PolicyFailure(method);
        }
    }

    static final class PolicyFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        PolicyFailure(Method method) {
            super(method.name());
        }
    }

    @Override
    public StringBuilder create(int capacity) {
        called(Method.CREATE);
        made++;
        return new StringBuilder(capacity);
    }

    @Override
    public void reset(StringBuilder item) {
        called(Method.RESET);
        item.setLength(0);
    }

    @Override
    public int capacity(StringBuilder item) {
        called(Method.CAPACITY);
        return item.capacity();
    }

    @Override
    public int used(StringBuilder item) {
        called(Method.USED);
        return item.length();
    }

    @Override
    public void poison(StringBuilder item) {
        called(Method.POISON);
        item.setLength(0);
        item.append("poison");
    }
}
