package io.limn.http;

/** Which frames of the bucket a caller may make a shot of. */
final class ShotKeys {
    private ShotKeys() {}

    /**
     * @param jobs the folder of the jobs' own uploads, with its slash at the end
     * @param everybodys whether callers may see others' uploads
     */
    static boolean mayNamePrefix(String prefix, String jobs, boolean everybodys) {
        return everybodys && !prefix.isEmpty() && !isOfJobs(prefix, jobs);
    }

    /**
     * Allows the caller's own presigned uploads; if callers may see others' uploads, any key but a job's.
     *
     * @param own whether the key is of a presigned upload of the caller's
     */
    static boolean mayName(String key, String jobs, boolean everybodys, boolean own) {
        return !isOfJobs(key, jobs) && (everybodys || own);
    }

    private static boolean isOfJobs(String key, String jobs) {
        return key.regionMatches(true, 0, jobs, 0, jobs.length()) || jobs.regionMatches(true, 0, key, 0, key.length());
    }
}
