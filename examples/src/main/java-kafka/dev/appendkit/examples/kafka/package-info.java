// SPDX-License-Identifier: Apache-2.0
/** A serializer of Kafka whose only allocation is the array that Kafka takes. */
package dev.appendkit.examples.kafka;
