package io.limn.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** An ffmpeg process that encodes its input into a file. The file gets its final name only when it is complete. */
final class VideoWriter implements AutoCloseable {
    private final FfmpegProcess process;
    private final Path target;
    private final Path part;

    private VideoWriter(FfmpegProcess process, Path target, Path part) {
        this.process = process;
        this.target = target;
        this.part = part;
    }

    /**
     * @param input ffmpeg's arguments before {@code -i pipe:0}
     * @param output ffmpeg's arguments after it, except the file
     */
    static VideoWriter open(Ffmpeg ffmpeg, List<String> input, List<String> output, Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path part = target.resolveSibling(target.getFileName() + ".part");
        List<String> arguments = new ArrayList<>(List.of("-loglevel", "error"));
        arguments.addAll(input);
        arguments.addAll(List.of("-i", "pipe:0"));
        arguments.addAll(output);
        arguments.add("file:" + part.toAbsolutePath());
        // remove -nostdin, which keeps ffmpeg off the terminal: here frames come on standard input
        List<String> command = new ArrayList<>(ffmpeg.command(arguments));
        command.remove("-nostdin");
        return new VideoWriter(FfmpegProcess.start(command, ffmpeg.timeout(), true), target, part);
    }

    void write(byte[] bytes) throws IOException {
        process.write(bytes, bytes.length);
    }

    /** Completes the file and renames it to its final name. */
    Path finish() throws IOException, InterruptedException {
        if (process.finish() != 0) {
            throw new VideoException("ffmpeg could not write " + target.getFileName() + process.said());
        }
        return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        process.close();
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // the partial file stays under a name that nothing reads
        }
    }
}
