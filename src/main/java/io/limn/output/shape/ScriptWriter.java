package io.limn.output.shape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Scripts: a loader that is the same in every file, and the document's JSON after it. */
final class ScriptWriter {
    private ScriptWriter() {}

    /** The document is ASCII and JSON, so it is a literal of ECMAScript 3 as it is. */
    static byte[] afterEffects(ShapeDocument document) {
        return bytes(loader("after-effects.jsx") + "\nlimnLoadShapes(\n" + document.text() + ");\n");
    }

    static byte[] nuke(ShapeDocument document) {
        return python("nuke.py", document);
    }

    static byte[] blender(ShapeDocument document) {
        return python("blender.py", document);
    }

    /** In a raw string, which no name can end: a single quote in one is written as JSON's escape of it. */
    private static byte[] python(String loader, ShapeDocument document) {
        return bytes(loader(loader) + "\n\nlimn_load_shapes(json.loads(r'''\n"
                + document.text().replace("'", "\\u0027") + "'''))\n");
    }

    private static String loader(String name) {
        try (InputStream in = ScriptWriter.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a loader of shapes can't be read", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
