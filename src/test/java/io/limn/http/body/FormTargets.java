package io.limn.http.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.limn.fuzz.FuzzTarget;
import java.util.Arrays;
import java.util.List;

/** Forms, whole and in pieces of any length. */
public final class FormTargets {
    private static final BodyRule.FormRule RULE =
            new BodyRule.FormRule(1 << 20, 4, 1 << 16, "limn.frame.max-bytes", false);

    private FormTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget("form", FormTargets::forms, FormTargets::read),
                new FuzzTarget("header-parameters", FormTargets::headers, bytes -> {
                    String header = new String(bytes, ISO_8859_1);
                    HeaderParameters.of(header).forEach((name, value) -> {
                        if (name == null || value == null) {
                            throw new AssertionError("a parameter that is null");
                        }
                    });
                }));
    }

    private static void read(byte[] bytes) {
        String whole = outcome(bytes, Math.max(1, bytes.length));
        for (int piece : new int[] {1, 7}) {
            String pieces = outcome(bytes, piece);
            if (!pieces.equals(whole)) {
                throw new AssertionError("in pieces of " + piece + ": " + pieces + ", whole: " + whole);
            }
        }
    }

    /** What comes of a form that comes in pieces of this length. */
    private static String outcome(byte[] bytes, int piece) {
        FormSink sink = new FormSink(RULE, "B", new PartsInMemory());
        StringBuilder outcome = new StringBuilder();
        try {
            for (int at = 0; at < bytes.length; at += piece) {
                sink.take(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
            }
            sink.whole()
                    .onSuccess(body -> ((SentBody.Form) body).pictures().forEach(picture -> outcome.append(
                                    picture.fileName())
                            .append(' ')
                            .append(Arrays.hashCode(((SentBody.InMemory) picture).bytes()))
                            .append('\n')))
                    .onFailure(failure -> {
                        FuzzTarget.check(failure);
                        outcome.append(failure.getMessage());
                    });
        } catch (BodyRefused refused) {
            FuzzTarget.check(refused);
            outcome.append(refused.getMessage());
        } finally {
            sink.release();
        }
        return outcome.toString();
    }

    private static List<byte[]> forms() {
        String picture =
                "--B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n";
        return List.of(
                (picture + "\u00FF\u00D8\u00FF\r\n--B--\r\n").getBytes(ISO_8859_1),
                ("preamble\r\n" + picture
                                + "x\r\n--B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--B--")
                        .getBytes(ISO_8859_1),
                ("--B\r\n\r\n\r\n--B--").getBytes(ISO_8859_1),
                ("--B\r\nContent-Disposition: form-data; name=image; filename*=UTF-8''%e2%82%ac%20.png\r\n"
                                + "Content-Transfer-Encoding: binary\r\n\r\n\r\n--B  \r\n" + picture.substring(5)
                                + "\r\n--B--")
                        .getBytes(ISO_8859_1));
    }

    private static List<byte[]> headers() {
        return List.of(
                "form-data; name=\"image\"; filename=\"a \\\"b\\\".jpg\"".getBytes(ISO_8859_1),
                "multipart/form-data; boundary=----x; charset=utf-8".getBytes(ISO_8859_1),
                "form-data; name=image; filename*=UTF-8''%e2%82%ac.png".getBytes(ISO_8859_1));
    }
}
