package io.limn.event.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.limn.fuzz.FuzzTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notifications as they come by HTTP, queue and Lambda, and as the data of a binary CloudEvent. */
public final class EventTargets {
    private static final Pattern BLOCK = Pattern.compile("(?s)```json\\n(.*?)```");
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "specversion", "1.0",
            "id", "1",
            "source", "aws:s3.eu-central-1.uploads",
            "type", "com.amazonaws.s3.ObjectCreated:Put",
            "subject", "shot/plate+1.png");

    private EventTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget("event", EventTargets::seeds, bytes -> check(EventParser.read(bytes))),
                new FuzzTarget(
                        "event-binary", EventTargets::seeds, bytes -> check(EventParser.read(ATTRIBUTES, bytes))));
    }

    private static void check(ParsedEvent event) {
        if (event instanceof ParsedEvent.Created created) {
            created.objects().forEach(object -> {
                if (object.key() == null || object.bucket() == null) {
                    throw new AssertionError("an object without bucket or key");
                }
            });
        } else if (event instanceof ParsedEvent.Refused refused
                && refused.problem().detail().isBlank()) {
            throw new AssertionError("a refusal without a sentence");
        }
    }

    private static List<byte[]> seeds() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/events.md")));
        while (block.find()) {
            seeds.add(block.group(1).getBytes(UTF_8));
        }
        return seeds;
    }
}
