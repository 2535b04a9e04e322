package io.limn.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The model packages of a directory: each folder that holds a {@code model.json} is one, named as the folder. */
public final class ModelPackages {
    private final Path directory;

    public ModelPackages(Path directory) {
        this.directory = directory;
    }

    /** All packages by name, unusable ones with the reason. Reads each network for its checksum. */
    public List<ModelSummary> list() {
        return names().stream().map(this::summary).toList();
    }

    /**
     * @throws InvalidModelException where there is no such package, or it can't be used
     */
    public ModelPackage load(String name) {
        List<String> names = names();
        if (!names.contains(name)) {
            String there = names.isEmpty() ? "none" : String.join(", ", names);
            throw new InvalidModelException(directory, "there is no model package '" + name + "'; there is " + there);
        }
        return ModelPackage.load(directory.resolve(name));
    }

    private ModelSummary summary(String name) {
        try {
            return ModelSummary.of(load(name));
        } catch (InvalidModelException e) {
            return ModelSummary.invalid(name, e);
        }
    }

    private List<String> names() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("model.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the model directory " + directory + " can't be listed", e);
        }
    }
}
