package io.limn.batch.shot;

import io.limn.frame.plate.PlateOptions;
import io.limn.output.Output;
import io.limn.request.FrameRequest;
import io.limn.result.Sha256;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotFrames;
import io.limn.store.ObjectInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The frames of a shot in a bucket.
 *
 * @param shot in order
 * @param objects in the same order
 * @param hash of all keys and eTags; a different hash means a different shot
 */
record ShotObjects(ShotFrames shot, List<ShotObject> objects, String hash) implements ShotSource {
    /** Extensions of frames, as there may be other files among them. */
    private static final Set<String> PICTURES =
            Set.of("jpg", "jpeg", "png", "webp", "tif", "tiff", "bmp", "exr", "dpx", "avif", "heic", "heif");

    /**
     * @param folder of the results, ending in a slash unless it is empty
     * @throws IllegalArgumentException if these are not the frames of one sequence; the message is a sentence
     */
    static ShotObjects of(String folder, List<ObjectInfo> found) {
        Map<String, ShotObject> byName = found.stream()
                .filter(object -> isPicture(object.key()))
                .map(object -> new ShotObject(
                        ShotFrame.object(
                                folder + file(object.key()),
                                new ShotFrame.Stamp(
                                        object.size(), object.lastModified().toEpochMilli())),
                        object.version()))
                .collect(Collectors.toMap(object -> object.frame().name(), Function.identity(), (a, b) -> {
                    throw new IllegalArgumentException(
                            "two frames have one name: " + a.frame().name());
                }));
        if (byName.size() > ShotMarker.MOST_FRAMES) {
            throw new IllegalArgumentException("a shot has at most " + ShotMarker.MOST_FRAMES + " frames");
        }
        ShotFrames shot =
                ShotFrames.of(byName.values().stream().map(ShotObject::frame).toList());
        List<ShotObject> ordered =
                shot.frames().stream().map(frame -> byName.get(frame.name())).toList();
        String all = ordered.stream()
                .map(object -> object.version().key() + " " + object.version().eTag() + "\n")
                .collect(Collectors.joining());
        return new ShotObjects(shot, ordered, Sha256.of(all.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String folder() {
        return shot.folder();
    }

    @Override
    public OpenShot open(PassBuckets buckets, PassTools tools, FrameRequest request, Path temporary) {
        PlateOptions plate =
                new PlateOptions(request.reading(), Output.needsPlate(request.outputs(), request.options()));
        return new OpenShot(
                shot, new ObjectPictures(buckets.store(), tools.reader(), plate, tools.maxBytes(), objects));
    }

    private static String file(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    static boolean isPicture(String key) {
        String file = file(key);
        return PICTURES.contains(file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
