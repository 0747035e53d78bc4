// SPDX-License-Identifier: Apache-2.0
/** A serializer for Kafka that allocates only the array that Kafka takes. */
package dev.appendkit.examples.kafka;
