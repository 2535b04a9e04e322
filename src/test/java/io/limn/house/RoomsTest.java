package io.limn.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of rooms, enforced: who may use whom. CONTRIBUTING.md explains it. */
class RoomsTest {
    private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("text", Set.of());
        MAY_USE.put("disk", Set.of());
        MAY_USE.put("config", Set.of());
        MAY_USE.put("frame", Set.of("config"));
        MAY_USE.put("label", Set.of("config"));
        MAY_USE.put("store", Set.of("config"));
        MAY_USE.put("problem", Set.of());
        MAY_USE.put("parsing", Set.of("frame", "label"));
        MAY_USE.put("model", Set.of("config", "parsing", "frame", "label"));
        MAY_USE.put("output", Set.of("config", "parsing", "frame", "label"));
        MAY_USE.put("request", Set.of("config", "output", "parsing", "frame", "label", "store", "problem"));
        MAY_USE.put("result", Set.of("request", "output", "parsing", "frame", "label", "store", "problem"));
        MAY_USE.put("edit", Set.of("result", "output", "parsing", "label", "store", "problem"));
        MAY_USE.put(
                "job",
                Set.of(
                        "config", "edit", "result", "request", "output", "parsing", "frame", "label", "store",
                        "problem"));
        MAY_USE.put("shot", Set.of("config", "edit", "result", "output", "parsing", "frame", "label"));
        MAY_USE.put("video", Set.of("config", "shot", "result", "output", "frame"));
        MAY_USE.put(
                "batch",
                Set.of(
                        "config", "edit", "job", "shot", "video", "result", "request", "output", "parsing", "frame",
                        "store", "problem"));
        MAY_USE.put(
                "event", Set.of("config", "batch", "edit", "job", "result", "request", "output", "store", "problem"));
        MAY_USE.put(
                "http",
                Set.of(
                        "config", "edit", "batch", "job", "result", "request", "output", "parsing", "frame", "label",
                        "problem"));
        MAY_USE.put("terminal", Set.of());
        MAY_USE.put("m2fp", Set.of("terminal", "model", "parsing", "frame", "label"));
        MAY_USE.put(
                "cli",
                Set.of(
                        "config",
                        "event",
                        "edit",
                        "job",
                        "shot",
                        "video",
                        "result",
                        "request",
                        "output",
                        "model",
                        "m2fp",
                        "terminal",
                        "parsing",
                        "frame",
                        "label",
                        "store",
                        "problem"));
    }

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.limn");
    }

    @TestFactory
    List<DynamicTest> aRoomUsesOnlyTheRoomsBelowIt() {
        return MAY_USE.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
                    String[] forbidden = MAY_USE.keySet().stream()
                            .filter(other -> !other.equals(room.getKey())
                                    && !other.equals("text")
                                    && !other.equals("disk")
                                    && !room.getValue().contains(other))
                            .map(other -> "io.limn." + other + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage("io.limn." + room.getKey() + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .check(classes);
                }))
                .toList();
    }

    /** Every package for itself, so that a room's own packages have an order too. */
    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("io.limn.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void everyPackageIsInTheTableOfRooms() {
        Set<String> found = classes.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith("io.limn."))
                .map(name -> name.split("\\.")[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
    }

    @Test
    void noTypeHasAVagueName() {
        List<String> vague = classes.stream()
                .map(type -> type.getSimpleName())
                .filter(name -> Arrays.stream(new String[] {"Util", "Utils", "Helper", "Manager", "Impl"})
                        .anyMatch(name::endsWith))
                .toList();
        assertThat(vague).isEmpty();
    }

    /** A command that is at its end would otherwise open the embedded store, only to close it. */
    @Test
    void beansThatShutdownStopsAreNotCreatedByIt() {
        List<String> made = classes.stream()
                .filter(type -> observes(type, StartupEvent.class).isEmpty())
                .flatMap(type -> observes(type, ShutdownEvent.class).stream())
                .filter(observer ->
                        observer.getAnnotationOfType(Observes.class).notifyObserver() != Reception.IF_EXISTS)
                .map(observer -> observer.getOwner().getFullName())
                .toList();
        assertThat(made).isEmpty();
    }

    private static List<JavaParameter> observes(JavaClass type, Class<?> event) {
        return type.getMethods().stream()
                .flatMap(method -> method.getParameters().stream())
                .filter(parameter ->
                        parameter.getRawType().isEquivalentTo(event) && parameter.isAnnotatedWith(Observes.class))
                .toList();
    }
}
