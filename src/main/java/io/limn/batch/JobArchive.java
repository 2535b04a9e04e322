package io.limn.batch;

import io.limn.result.Manifest;
import io.limn.result.ResultKeys;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All files of an ended job as one zip, created while it is read, laid out like the results bucket by the pictures' names. Pictures that
 * share a name get their number as a folder before it.
 */
@Singleton
public class JobArchive {
    private final JobStore store;

    public JobArchive(JobStore store) {
        this.store = store;
    }

    /** Must be subscribed to once, immediately; at most a part of one file is in memory. */
    public Multi<byte[]> of(JobSnapshot job) {
        Zip zip = new Zip(job.record().created());
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom()
                                .iterable(entries(job).entrySet())
                                .onItem()
                                .transformToMultiAndConcatenate(entry -> file(zip, entry.getKey(), entry.getValue())),
                        Multi.createFrom().item(() -> zip.end()))
                .filter(bytes -> bytes.length > 0);
    }

    private Multi<byte[]> file(Zip zip, String name, String key) {
        return store.open(key)
                .onFailure(StoreException::isMissing)
                .recoverWithNull()
                .onItem()
                .transformToMulti(file -> file == null
                        ? Multi.createFrom().empty()
                        : Multi.createBy()
                                .concatenating()
                                .streams(
                                        Multi.createFrom().item(() -> zip.begin(name)),
                                        file.parts().map(zip::part)));
    }

    /** Names in the zip and keys in the bucket, in order. */
    static Map<String, String> entries(JobSnapshot job) {
        Set<String> names = new HashSet<>();
        Set<String> twice = job.frames().stream()
                .map(frame -> frame.picture().name())
                .filter(name -> !names.add(name))
                .collect(Collectors.toSet());
        Map<String, String> entries = new LinkedHashMap<>();
        for (JobSnapshot.Frame frame : job.frames()) {
            String name = frame.picture().name();
            String prefix = twice.contains(name) ? frame.picture().number() + "/" : "";
            ResultKeys in = ResultKeys.of(prefix + name);
            ResultKeys stored = ResultKeys.of(frame.picture().key());
            for (String key : keys(frame, stored)) {
                if (!key.startsWith(stored.folder() + "/")) {
                    // a shot's file: it is named after its frames
                    String picture = frame.picture().key();
                    entries.putIfAbsent(key.substring(picture.lastIndexOf('/') + 1), key);
                    continue;
                }
                // below the sequence's folder: the output, then the file, named after the picture; files of a clip's
                // frames keep their own names
                String below = key.substring(stored.folder().length() + 1);
                int start = below.lastIndexOf('/') + 1;
                String ending = below.substring(below.lastIndexOf('.'));
                boolean ofPicture = start > 0 && below.substring(start).equals(stored.base() + ending);
                String file = ofPicture ? below.substring(0, start) + in.base() + ending : below;
                entries.putIfAbsent(in.folder() + "/" + file, key);
            }
        }
        return entries;
    }

    private static List<String> keys(JobSnapshot.Frame frame, ResultKeys stored) {
        List<String> keys = new ArrayList<>();
        if (frame.state() instanceof JobSnapshot.Done done) {
            done.result().files().stream().map(Manifest.OutputFile::key).forEach(keys::add);
            keys.add(stored.legend());
            Manifest.Edited edited = done.result().edited();
            if (edited != null && edited.strokes() > 0) {
                keys.add(stored.edits());
            }
        }
        keys.add(stored.manifest());
        return keys;
    }

    /** A growing zip; entries are not compressed, since pictures already are. Not thread-safe. */
    private static final class Zip {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final ZipOutputStream zip = new ZipOutputStream(bytes);
        private final Instant time;

        Zip(Instant time) {
            this.time = time;
            zip.setLevel(Deflater.NO_COMPRESSION);
        }

        byte[] begin(String name) {
            return after(() -> {
                ZipEntry entry = new ZipEntry(name);
                entry.setTime(time.toEpochMilli());
                zip.putNextEntry(entry);
            });
        }

        byte[] part(byte[] part) {
            return after(() -> zip.write(part));
        }

        byte[] end() {
            return after(zip::close);
        }

        private interface Write {
            void run() throws IOException;
        }

        private byte[] after(Write write) {
            try {
                write.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            byte[] made = bytes.toByteArray();
            bytes.reset();
            return made;
        }
    }
}
