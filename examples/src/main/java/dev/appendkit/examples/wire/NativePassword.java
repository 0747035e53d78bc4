// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The method {@code mysql_native_password}: SHA1(password) XOR SHA1(seed + SHA1(SHA1(password))).
 *
 * @see <a href="https://mariadb.com/kb/en/authentication-plugin-mysql_native_password/">the method</a>
 */
final class NativePassword {
    static final String NAME = "mysql_native_password";

    private NativePassword() {}

    /** The answer to the server's seed; empty for an empty password. */
    static byte[] answer(String password, byte[] seed) {
        if (password.isEmpty()) {
            return new byte[0];
        }
        MessageDigest sha1 = sha1();
        byte[] once = sha1.digest(password.getBytes(StandardCharsets.UTF_8));
        byte[] twice = sha1.digest(once);
        sha1.update(seed);
        byte[] mask = sha1.digest(twice);
        for (int i = 0; i < mask.length; i++) {
            mask[i] ^= once[i];
        }
        return mask;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }
}
