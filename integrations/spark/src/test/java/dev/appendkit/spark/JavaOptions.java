// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import org.apache.spark.launcher.JavaModuleOptions;

/** Prints the options that a JVM of Spark needs on its command line. */
public final class JavaOptions {
    private JavaOptions() {}

    public static void main(String[] args) {
        System.out.println(JavaModuleOptions.defaultModuleOptions());
    }
}
