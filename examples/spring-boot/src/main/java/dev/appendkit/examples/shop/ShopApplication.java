// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.shop;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * A web application that logs. One property alone decides how its lines look:
 * {@code --logging.structured.format.console=dev.appendkit.logback.AppendkitStructuredLogFormatter}.
 */
@SpringBootApplication
@RestController
public class ShopApplication {
    private static final Logger LOG = LoggerFactory.getLogger(ShopApplication.class);
    private static final int BUSY_THREADS = 16;
    private static final int BUSY_EVENTS = 500;

    public static void main(String[] args) {
        SpringApplication.run(ShopApplication.class, args);
    }

    /** Standard error is for the test; standard output is the console that the application logs to. */
    @EventListener
    public void ready(ApplicationReadyEvent event) {
        System.err.println(
                "port " + event.getApplicationContext().getEnvironment().getProperty("local.server.port"));
    }

    @GetMapping("/orders/{id}")
    public String order(@PathVariable String id) {
        MDC.put("request", "r-" + id);
        try {
            LOG.atInfo().addKeyValue("order", Long.valueOf(id)).log("order {} is served", id);
            if (Long.parseLong(id) % 100 == 0) {
                LOG.warn("order {} has no price", id, new IllegalStateException("no\nprice"));
            }
            return "order " + id;
        } finally {
            MDC.clear();
        }
    }

    /** Many threads log at the same time as the requests. */
    @GetMapping("/busy")
    public String busy() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < BUSY_THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> stock(number), "stock-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return "busy " + BUSY_THREADS * BUSY_EVENTS;
    }

    private static void stock(int number) {
        MDC.put("shelf", "s-" + number);
        for (int i = 0; i < BUSY_EVENTS; i++) {
            LOG.info("item {} of shelf {} is counted: ä€😀", i, number);
        }
    }

    /** What logging costs in this application: bytes per event and events per second of one thread. */
    @GetMapping("/measure")
    public String measure() throws InterruptedException {
        return Measurement.run();
    }
}
