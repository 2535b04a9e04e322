package io.limn.output.exr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** The attributes that name the software that wrote a file. */
final class Software {
    private static final String VERSION = version();

    private Software() {}

    static List<Attribute> attributes() {
        return List.of(Attribute.text("software", "Limn " + VERSION), Attribute.text("limn:version", VERSION));
    }

    private static String version() {
        Properties build = new Properties();
        try (InputStream in = Software.class.getResourceAsStream("/limn-version.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version");
    }
}
