// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.Test;

/** A real broker in this JVM: what was sent through the serializer is read back as text. */
class KafkaBrokerTest {
    private static final int RECORDS = 10_000;
    private static final int THREADS = 4;

    @Test
    // The cluster's close() may be interrupted.
    @SuppressWarnings("try")
    void everyRecordComesBack() throws Exception {
        TestKitNodes nodes = new TestKitNodes.Builder()
                .setCombined(true)
                .setNumBrokerNodes(1)
                .setNumControllerNodes(1)
                .build();
        try (KafkaClusterTestKit cluster = new KafkaClusterTestKit.Builder(nodes)
                .setConfigProp("offsets.topic.replication.factor", "1")
                .build()) {
            cluster.format();
            cluster.startup();
            cluster.waitForReadyBrokers();
            String servers = cluster.bootstrapServers();
            send(servers);
            Map<String, String> received = receive(servers);
            assertThat(received).hasSize(RECORDS + 1);
            assertThat(received).containsEntry("gone", null);
            StringBuilderJson usual = new StringBuilderJson();
            for (int i = 0; i < RECORDS; i++) {
                String expected =
                        new StringDeserializer().deserialize("orders", usual.serialize("orders", Comparison.order(i)));
                assertThat(received).containsEntry("order " + i, expected);
            }
        }
    }

    /** Several threads share the producer, and with it the serializer. */
    private static void send(String servers) throws Exception {
        Queue<Future<RecordMetadata>> sent = new ConcurrentLinkedQueue<>();
        try (KafkaProducer<String, Order> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers),
                new StringSerializer(),
                new KafkaJsonSerializer<>((json, order) -> order.appendTo(json)))) {
            Thread[] threads = new Thread[THREADS];
            for (int t = 0; t < THREADS; t++) {
                int first = t;
                threads[t] = new Thread(() -> {
                    for (int i = first; i < RECORDS; i += THREADS) {
                        sent.add(producer.send(new ProducerRecord<>("orders", "order " + i, Comparison.order(i))));
                    }
                });
                threads[t].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            sent.add(producer.send(new ProducerRecord<>("orders", "gone", null)));
            producer.flush();
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
    }

    private static Map<String, String> receive(String servers) {
        Map<String, String> received = new HashMap<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition("orders", 0));
            consumer.assign(partitions);
            long end = consumer.endOffsets(partitions).get(partitions.get(0));
            assertThat(end).isEqualTo(RECORDS + 1);
            while (consumer.position(partitions.get(0)) < end) {
                for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofSeconds(30))) {
                    received.put(found.key(), found.value());
                }
            }
        }
        return received;
    }
}
