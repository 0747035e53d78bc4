// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a jar tells GraalVM about reflection. */
public final class NativeImage {
    private NativeImage() {}

    /** The classes that are named; fails unless each of them has the constructors and methods that are named. */
    public static List<Class<?>> reflection(String directory) throws Exception {
        String resource = "META-INF/native-image/" + directory + "/reflect-config.json";
        List<Class<?>> classes = new ArrayList<>();
        try (InputStream stream = NativeImage.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new AssertionError("there is no " + resource);
            }
            for (JsonNode entry : new JsonMapper().readTree(stream)) {
                Class<?> type = Class.forName(entry.get("name").asString());
                for (JsonNode method : entry.get("methods")) {
                    Executable found = find(type, method.get("name").asString(), parameters(method));
                    assertThat(Modifier.isPublic(found.getModifiers())).isTrue();
                }
                classes.add(type);
            }
        }
        return classes;
    }

    private static Class<?>[] parameters(JsonNode method) throws ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        for (JsonNode parameter : method.get("parameterTypes")) {
            String name = parameter.asString();
            types.add(name.equals("int") ? int.class : Class.forName(name));
        }
        return types.toArray(Class<?>[]::new);
    }

    private static Executable find(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
        return name.equals("<init>") ? type.getConstructor(parameters) : type.getMethod(name, parameters);
    }
}
