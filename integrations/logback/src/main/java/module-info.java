// SPDX-License-Identifier: Apache-2.0

/** Logback's events as bytes: an encoder, and a formatter for Spring Boot, which only the latter needs. */
// Spring Boot is an automatic module; the requirements are static, so the warnings do not matter.
@SuppressWarnings("requires-automatic")
module dev.appendkit.logback {
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires dev.appendkit;
    requires org.slf4j;
    requires static org.jspecify;
    requires static spring.boot;
    requires static spring.core;

    exports dev.appendkit.logback;
}
