package io.limn.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.limn.fuzz.FuzzTarget;
import io.limn.http.upload.UploadKeyTarget;
import io.limn.problem.RefusedOptionException;
import io.limn.request.FixedCatalogue;
import io.limn.request.OptionParser;
import io.limn.result.ResultKeys;
import java.util.Arrays;
import java.util.List;

/** What stands in addresses and headers. */
public final class HttpTargets {
    private static final OptionParser OPTIONS = new OptionParser(new FixedCatalogue(), name -> name);

    private HttpTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget(
                        "options",
                        () -> texts("labels,persons", "0.5", "voc", "#ff00ff", "acescg", "1e400", "-0"),
                        bytes -> {
                            String text = new String(bytes, UTF_8);
                            refusable(() -> OPTIONS.outputs(List.of(text)));
                            refusable(() -> OPTIONS.options(option -> text));
                            refusable(() -> OPTIONS.reading(option -> text));
                        }),
                new FuzzTarget(
                        "names", () -> texts("plate.0001.jpg", "a/../b", "写真 1.JPG", ".hidden", "x\u0000y"), bytes -> {
                            String text = new String(bytes, UTF_8);
                            FileName.of(text, "labels", "png");
                            FileName.stem(text);
                            if (FileName.attachment(text).chars().anyMatch(c -> c < ' ' || c > '~')) {
                                throw new AssertionError("a header with what no header may have");
                            }
                            ResultKeys.of(text).manifest();
                        }),
                new FuzzTarget("range", () -> texts("bytes=0-1", "bytes=-5", "bytes=9-", "bytes=1-2,4-5"), bytes -> {
                    ByteRange.of(new String(bytes, UTF_8), 100)
                            .filter(range -> range != ByteRange.NONE)
                            .ifPresent(range -> {
                                if (range.first() < 0 || range.last() < range.first() || range.last() >= 100) {
                                    throw new AssertionError("outside the file: " + range);
                                }
                            });
                }),
                new FuzzTarget(
                        "caller",
                        () -> texts("192.0.2.1", "::1", "[2001:db8::1]:80", "2001:db8::1%eth0"),
                        bytes -> CallerAddress.of(new String(bytes, UTF_8))),
                UploadKeyTarget.target());
    }

    private static void refusable(Runnable reading) {
        try {
            reading.run();
        } catch (RefusedOptionException refused) {
            FuzzTarget.check(refused);
        }
    }

    private static List<byte[]> texts(String... texts) {
        return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
    }
}
