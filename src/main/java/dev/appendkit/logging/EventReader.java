// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an encoder reads the events of a logging back-end. It asks an event only for what a template has places for, in
 * one thread at a time, and for some of it more than once.
 *
 * <p>Many threads use a reader, and it keeps nothing of an event. Where it can, it returns references that the event
 * has, and creates no objects. If a method throws, that is written in the place of its value, as {@link EventEncoder}
 * describes.
 *
 * @param <E> the events
 */
public interface EventReader<E> {
    /**
     * When the event happened.
     *
     * @param event the event
     * @return seconds since 1970-01-01T00:00:00Z
     */
    long epochSecond(E event);

    /**
     * The fraction of the second in which the event happened.
     *
     * @param event the event
     * @return nanoseconds, 0 to 999,999,999
     */
    int nano(E event);

    /**
     * The level's name in the back-end.
     *
     * @param event the event
     * @return the name, the same {@code String} for all events of a level
     */
    String level(E event);

    /**
     * The level's number in the back-end.
     *
     * @param event the event
     * @return the number
     */
    int levelValue(E event);

    /**
     * The severity that syslog has for the level (RFC 5424, table 2).
     *
     * @param event the event
     * @return 0, an emergency, to 7, debugging
     */
    int syslogSeverity(E event);

    /**
     * The logger's name.
     *
     * @param event the event
     * @return the name
     */
    String logger(E event);

    /**
     * The name of the thread that logged.
     *
     * @param event the event
     * @return the name; null or an empty one if the thread has none, like virtual threads
     */
    @Nullable
    String thread(E event);

    /**
     * The id of the thread that logged.
     *
     * @param event the event
     * @return the id; 0 or less if it is unknown
     */
    long threadId(E event);

    /**
     * The message with its arguments.
     *
     * @param event the event
     * @param scratch empty; the reader may format the message into it and return it
     * @return the message, which is read before the reader is called again; null if there is none
     */
    @Nullable
    CharSequence message(E event, StringBuilder scratch);

    /**
     * What was thrown.
     *
     * @param event the event
     * @return the throwable; null if there is none here
     */
    @Nullable
    Throwable throwable(E event);

    /**
     * The stack trace of what was thrown, for an event that has only its text because it was read from a stream. Asked
     * for if there is no {@link #throwable}. In text and logfmt, a line of it that begins with a TAB, {@code Caused
     * by:} or {@code Wrapped by:} counts as a line of the stack trace, and every other one as part of the line before;
     * a message that the reader puts into it should have no such lines.
     *
     * @param event the event
     * @return the text, as {@code Throwable.printStackTrace} writes it; null if nothing was thrown
     */
    @Nullable
    String throwableText(E event);

    /**
     * Where in the program the event was logged. Asked for only if the template {@linkplain EventTemplate#needsLocation
     * needs it}, because finding it costs more than all the rest.
     *
     * @param event the event
     * @return the frame; null if it is unknown
     */
    @Nullable
    StackTraceElement caller(E event);

    /**
     * The entries of the event's context, the MDC.
     *
     * @param event the event
     * @param fields receives each entry
     */
    void context(E event, FieldConsumer fields);

    /**
     * One entry of the event's context.
     *
     * @param event the event
     * @param key the key
     * @return the value; null if there is none
     */
    @Nullable
    String contextValue(E event, String key);

    /**
     * The event's key-value pairs: SLF4J's, or the entries of a message that is a map.
     *
     * @param event the event
     * @param fields receives each pair, in the event's order
     */
    void keyValues(E event, FieldConsumer fields);

    /**
     * The names of the event's markers, including those that they refer to.
     *
     * @param event the event
     * @param names receives each name; repeated names are dropped
     */
    void markers(E event, Consumer<String> names);

    /**
     * Receives fields, but only during the call that it is given to. The encoder's is also a
     * {@link java.util.function.BiConsumer}, for {@code Map.forEach} without a lambda that captures it.
     */
    interface FieldConsumer {
        /**
         * Takes a field.
         *
         * @param name the field's name
         * @param value its value
         */
        void field(String name, @Nullable Object value);
    }
}
