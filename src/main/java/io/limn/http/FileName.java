package io.limn.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** File names of responses, derived from the picture's name. */
final class FileName {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)([._-]?\\d+)");

    private FileName() {}

    /**
     * The picture's name with the output in it and the frame number still right before the extension, where compositing tools look for it:
     * {@code plate.0001.jpg} and {@code labels} give {@code plate_labels.0001.png}.
     */
    static String of(String picture, String output, String extension) {
        String stem = stem(picture);
        Matcher numbered = NUMBERED.matcher(stem);
        String name = numbered.matches() && !numbered.group(1).isEmpty()
                ? numbered.group(1) + "_" + output + numbered.group(2)
                : stem + "_" + output;
        return name + "." + extension;
    }

    /** An output's path, e.g. {@code mattes/left-arm}, as a part of a file's name. */
    static String output(String path) {
        return path.replace('/', '_');
    }

    static String stem(String picture) {
        int dot = picture.lastIndexOf('.');
        return dot > 0 ? picture.substring(0, dot) : picture;
    }

    /** {@code Content-Disposition} by RFC 6266, with an ASCII name for old clients where the real one is not. */
    static String attachment(String name) {
        String ascii = name.replaceAll("[^\\x20-\\x7E]|[\"\\\\%]", "_");
        String header = "attachment; filename=\"" + ascii + "\"";
        return ascii.equals(name)
                ? header
                : header + "; filename*=UTF-8''"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace("*", "%2A");
    }
}
