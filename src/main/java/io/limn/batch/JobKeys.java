package io.limn.batch;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where a job is in the buckets: {@code jobs/<id>/job.json} its record, {@code jobs/<id>/<n>/<name>} its pictures. */
record JobKeys(String prefix, String id) {
    /** A length that every file system accepts, including the suffix that the server gives unfinished files. */
    private static final int NAME_BYTES = 180;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The keys of a new job: its id has 122 random bits and can't be guessed. */
    static JobKeys fresh(String prefix) {
        return new JobKeys(prefix, UUID.randomUUID().toString());
    }

    /** Empty if this does not have the form of an id, so that no foreign text becomes part of a key. */
    static Optional<JobKeys> of(String prefix, String id) {
        return ID.matcher(id).matches() ? Optional.of(new JobKeys(prefix, id)) : Optional.empty();
    }

    /** The job that an object belongs to, empty if it belongs to none. */
    static Optional<JobKeys> owner(String prefix, String key) {
        int slash = key.indexOf('/', prefix.length());
        return slash < 0 || !key.startsWith(prefix)
                ? Optional.empty()
                : of(prefix, key.substring(prefix.length(), slash));
    }

    String root() {
        return prefix + id + "/";
    }

    String record() {
        return root() + "job.json";
    }

    /** @param number of the picture, from 1: pictures may share a name */
    String picture(int number, String name) {
        return root() + number + "/" + fit(name.startsWith(".") ? "_" + name : name);
    }

    /** The end of a long name, where the frame number and the extension are. */
    private static String fit(String name) {
        byte[] whole = name.getBytes(StandardCharsets.UTF_8);
        if (whole.length <= NAME_BYTES) {
            return new String(whole, StandardCharsets.UTF_8);
        }
        int from = whole.length - NAME_BYTES;
        while ((whole[from] & 0xC0) == 0x80) { // the middle of a character
            from++;
        }
        return new String(whole, from, whole.length - from, StandardCharsets.UTF_8);
    }
}
