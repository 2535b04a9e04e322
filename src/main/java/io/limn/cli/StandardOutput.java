package io.limn.cli;

import io.limn.cli.FrameFiles.Wanted;
import io.limn.output.FileFormat;
import io.limn.output.Rendered;
import io.limn.result.ManifestJson;
import io.limn.result.MemorySink;
import io.limn.terminal.JsonText;
import io.limn.terminal.LocalFrames.LocalFrame;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes the single file requested of one picture to standard output; nothing if the picture failed or has more than one. */
final class StandardOutput {
    private final OutputStream out;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** @param wanted one output, or none for the manifest */
    ParsedFile write(FrameFiles files, LocalFrame frame, Wanted wanted) throws IOException {
        MemorySink sink = new MemorySink();
        ParsedFile ended = files.parse(frame, wanted, sink).await().indefinitely();
        if (!ended.isOk()) {
            return ended;
        }
        List<Rendered> made = sink.files();
        if (wanted.outputs().isEmpty()) {
            out.write(JsonText.of(ManifestJson.write(ended.manifest())));
        } else if (made.size() == 1) {
            Rendered file = made.get(0);
            out.write(file.format() == FileFormat.JSON ? JsonText.of(file.bytes()) : file.bytes());
        } else {
            return ParsedFile.failed(
                    frame.path(),
                    new IOException("this output has " + made.size()
                            + " files for this picture, and standard output takes one; name it with --parts, or use"
                            + " -o DIR"));
        }
        out.flush();
        return ended;
    }
}
