package io.limn.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Dockerfile read as far as these tests need it: stages of instructions, continued lines joined, comments dropped. */
record Dockerfile(Path path, List<Stage> stages) {
    record Instruction(String name, String rest) {
        /** The words of the shell form or of the JSON form. */
        List<String> words() {
            return Arrays.stream(rest.replaceAll("[\\[\\]\",]", " ").strip().split("\\s+"))
                    .toList();
        }
    }

    record Stage(String image, List<Instruction> instructions) {
        List<Instruction> all(String name) {
            return instructions.stream().filter(i -> i.name().equals(name)).toList();
        }

        Instruction last(String name) {
            List<Instruction> found = all(name);
            if (found.isEmpty()) {
                throw new AssertionError("no " + name);
            }
            return found.get(found.size() - 1);
        }
    }

    Stage last() {
        return stages.get(stages.size() - 1);
    }

    static Dockerfile read(Path path) throws IOException {
        List<Stage> stages = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String raw : Files.readAllLines(path)) {
            if (raw.isBlank() || raw.strip().startsWith("#")) {
                continue;
            }
            if (raw.endsWith("\\")) {
                line.append(raw, 0, raw.length() - 1).append(' ');
                continue;
            }
            line.append(raw);
            String[] parts = line.toString().strip().split("\\s+", 2);
            line.setLength(0);
            if (parts[0].equals("FROM")) {
                stages.add(new Stage(parts[1].split("\\s+")[0], new ArrayList<>()));
            } else if (!stages.isEmpty()) {
                stages.get(stages.size() - 1).instructions().add(new Instruction(parts[0], parts[1]));
            }
        }
        return new Dockerfile(path, stages);
    }
}
