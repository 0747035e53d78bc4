// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Methods by name and parameter types, without the leading parameters that say where to write. */
public final class Signatures {
    private Signatures() {}

    /** The public {@code appendX} of a class by what they append. */
    public static Map<String, Method> ofAppends(Class<?> owner, Class<?>... target) {
        return of(owner, name -> name.startsWith("append"), target);
    }

    public static Map<String, Method> of(Class<?> owner, Predicate<String> name, Class<?>... leading) {
        Map<String, Method> found = new TreeMap<>();
        for (Method method : owner.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic() && name.test(method.getName())) {
                found.put(of(method, leading), method);
            }
        }
        return found;
    }

    private static String of(Method method, Class<?>... leading) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length < leading.length || !Arrays.equals(Arrays.copyOf(types, leading.length), leading)) {
            throw new AssertionError(method + " does not begin with " + Arrays.toString(leading));
        }
        return Arrays.stream(types, leading.length, types.length)
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }

    /** Calls a method; what it throws comes through as it is. */
    public static Object call(Method method, Object receiver, Object... arguments) {
        try {
            return method.invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(method.toString(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(method.toString(), e);
        }
    }
}
