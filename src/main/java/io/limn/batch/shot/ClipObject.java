package io.limn.batch.shot;

import io.limn.output.Output;
import io.limn.request.FrameRequest;
import io.limn.result.Sha256;
import io.limn.store.ObjectInfo;
import io.limn.video.ClipShot;
import io.limn.video.Ffmpeg;
import io.limn.video.VideoException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A clip in a bucket. It is copied to the disk before its first frame is decoded, since ffmpeg reads files.
 *
 * @param name the name that results' names are derived from
 */
record ClipObject(String name, ObjectInfo object) implements ShotSource {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}");

    @Override
    public String folder() {
        return ClipNames.folder(name);
    }

    @Override
    public String hash() {
        String all = object.key() + " " + object.eTag() + "\n";
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public OpenShot open(PassBuckets buckets, PassTools tools, FrameRequest request, Path temporary)
            throws IOException, InterruptedException {
        long most = tools.clips().mostBytes();
        if (object.size() > most) {
            throw new IllegalArgumentException("the clip has " + object.size() + " bytes; at most " + most
                    + " are taken (limn.shot.max-clip-bytes)");
        }
        Path file = Files.createDirectories(temporary.resolve("clip")).resolve(fileName());
        ObjectCopy.of(object, buckets.store(), file);
        Files.setLastModifiedTime(file, FileTime.from(object.lastModified()));
        try {
            ClipShot clip = ClipShot.open(
                    Ffmpeg.of(tools.clips().ffmpeg()),
                    file,
                    name,
                    OptionalLong.empty(),
                    tools.clips().frames(),
                    request.reading());
            if (clip.frames().frames().size() > ShotMarker.MOST_FRAMES) {
                throw new IllegalArgumentException("a shot has at most " + ShotMarker.MOST_FRAMES + " frames");
            }
            return new OpenShot(clip.frames(), clip.pictures(Output.needsPlate(request.outputs(), request.options())));
        } catch (VideoException refused) {
            throw new IllegalArgumentException(refused.getMessage().replace(file.toString(), plainName()), refused);
        }
    }

    private String plainName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private String fileName() {
        return PLAIN.matcher(plainName()).matches() ? plainName() : "clip" + name.substring(name.lastIndexOf('.'));
    }
}
