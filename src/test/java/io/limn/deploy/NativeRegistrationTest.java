package io.limn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No native image can be built here; what the profile registers for one is at least really there. */
class NativeRegistrationTest {
    private static final String FOLDER = "META-INF/native-image/io.limn/limn/";
    private static final String SERVICES = "META-INF/services/";

    @Test
    void everyRegisteredClassIsOnTheClassPath() throws Exception {
        for (String file : List.of("jni-config.json", "reflect-config.json")) {
            for (JsonNode entry : json(file)) {
                Class<?> type = Class.forName(
                        entry.get("name").asText(), false, getClass().getClassLoader());
                for (JsonNode method : entry.path("methods")) {
                    assertThat(method.get("name").asText()).isEqualTo("<init>");
                    assertThat(type.getDeclaredConstructor()).isNotNull();
                }
            }
        }
    }

    @Test
    void everyRegisteredResourceIsInAJarOrAFolderOfTheClassPath() throws Exception {
        Set<String> resources = resources();
        for (JsonNode include : json("resource-config.json").at("/resources/includes")) {
            Pattern pattern = Pattern.compile(include.get("pattern").asText());
            assertThat(resources).as(pattern.pattern()).anyMatch(name -> pattern.matcher(name)
                    .matches());
        }
    }

    @Test
    void everyReaderOfFramesThatRegistersItselfIsRegistered() throws Exception {
        Set<String> registered = new TreeSet<>();
        json("reflect-config.json")
                .forEach(entry -> registered.add(entry.get("name").asText()));
        assertThat(registered)
                .containsAll(services("javax.imageio.spi.ImageReaderSpi").stream()
                        .filter(name -> !name.endsWith("CURImageReaderSpi") && !name.endsWith("ICOImageReaderSpi"))
                        .toList())
                .containsAll(services("javax.imageio.spi.ImageInputStreamSpi"));
    }

    @Test
    void theClassesThatOnnxRuntimeMakesFromItsOwnCodeAreRegistered() throws Exception {
        List<String> names = new ArrayList<>();
        json("jni-config.json").forEach(entry -> names.add(entry.get("name").asText()));
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                "MapInfo",
                                "NodeInfo",
                                "OnnxMap",
                                "OnnxModelMetadata",
                                "OnnxSequence",
                                "OnnxSparseTensor",
                                "OnnxTensor",
                                "OnnxValue",
                                "OrtException",
                                "SequenceInfo",
                                "TensorInfo")
                        .map(name -> "ai.onnxruntime." + name)
                        .toList());
    }

    private static JsonNode json(String file) throws IOException {
        try (InputStream in = NativeRegistrationTest.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static List<String> services(String type) throws IOException {
        List<String> names = new ArrayList<>();
        for (var url :
                Collections.list(NativeRegistrationTest.class.getClassLoader().getResources(SERVICES + type))) {
            try (InputStream in = url.openStream()) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("com.twelvemonkeys."))
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static Set<String> resources() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path entry : Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .collect(Collectors.toList())) {
            if (Files.isDirectory(entry)) {
                try (Stream<Path> files = Files.walk(entry)) {
                    files.filter(Files::isRegularFile)
                            .forEach(f ->
                                    names.add(entry.relativize(f).toString().replace('\\', '/')));
                }
            } else if (entry.toString().endsWith(".jar") && Files.exists(entry)) {
                try (JarFile jar = new JarFile(entry.toFile())) {
                    jar.stream().forEach(e -> names.add(e.getName()));
                }
            }
        }
        return names;
    }
}
