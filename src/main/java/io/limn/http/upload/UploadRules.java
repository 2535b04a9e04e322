package io.limn.http.upload;

import io.limn.batch.shot.ClipNames;
import io.limn.http.ProblemException;
import io.limn.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What may be uploaded. */
final class UploadRules {
    private static final Pattern CONTENT_TYPE =
            Pattern.compile("(?:image/(?!(?i:svg))|video/)[A-Za-z0-9][A-Za-z0-9.+-]{0,60}|application/octet-stream");
    private static final int LONGEST_NAME = 200;

    private UploadRules() {}

    /** @param jobs the folder of the jobs' own uploads, with its slash at the end @throws ProblemException saying why the upload is not permitted */
    static void check(UploadRequest wish, long frameBytes, long clipBytes, String jobs) {
        if (wish == null || wish.name() == null || wish.name().isBlank() || bytes(wish.name()) > LONGEST_NAME) {
            throw problem("upload-refused", 400, "'name' is the file's name, of up to " + LONGEST_NAME + " bytes.");
        }
        if (wish.size() == null || wish.size() < 1) {
            throw problem("upload-refused", 400, "'size' is the file's exact length in bytes, 1 or more.");
        }
        long mostBytes = ClipNames.isClip(wish.name()) ? clipBytes : frameBytes;
        if (wish.size() > mostBytes) {
            String what = ClipNames.isClip(wish.name()) ? "Clips" : "Frames";
            throw problem(
                    "too-many-bytes", 413, what + " have up to " + mostBytes + " bytes, not " + wish.size() + ".");
        }
        if (wish.contentType() == null
                || !CONTENT_TYPE.matcher(wish.contentType()).matches()) {
            throw problem(
                    "unsupported-media-type", 415, "'contentType' is image/…, video/… or application/octet-stream.");
        }
        if (wish.prefix() != null && !UploadKey.isPrefix(wish.prefix(), jobs)) {
            throw problem(
                    "upload-refused",
                    400,
                    "'prefix' is up to four folders of letters, digits, '.', '_' and '-', with '/' between them, and not in '"
                            + jobs + "'.");
        }
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    static ProblemException unknown() {
        return problem("unknown-upload", 404, "There is no upload with this key.");
    }

    private static ProblemException problem(String type, int status, String detail) {
        return new ProblemException(Problem.of(type, "Upload not permitted", status, detail));
    }
}
