// SPDX-License-Identifier: Apache-2.0

/** Log4j's events as bytes: a layout, and a formatter for Spring Boot, which only the latter needs. */
// Spring Boot is an automatic module; the requirements are static, so the warnings do not matter. The digit is in the
// product's name.
@SuppressWarnings({"module", "requires-automatic"})
module dev.appendkit.log4j2 {
    requires dev.appendkit;
    requires org.apache.logging.log4j;
    requires org.apache.logging.log4j.core;
    requires static org.jspecify;
    requires static spring.boot;
    requires static spring.core;

    exports dev.appendkit.log4j2;
}
