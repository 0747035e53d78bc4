// SPDX-License-Identifier: Apache-2.0
/**
 * The parameters of MariaDB Connector/J written by appendkit: the driver finds its codecs by a service file, and the
 * first one that takes a value of {@code setObject} encodes it.
 *
 * <p>Switched on by {@code examples/src/main/mariadb-codecs}, which holds nothing but the service file: put it on the
 * class path before the driver's jar. The driver's typed setters ({@code setLong}, {@code setString}) name their codecs
 * and ask no service; {@code setObject} does.
 */
package dev.appendkit.examples.mariadb;
