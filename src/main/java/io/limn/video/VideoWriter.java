package io.limn.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** An ffmpeg process that makes a file of what it is given. The file has its name only when it is whole. */
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
     * @param input ffmpeg's arguments up to {@code -i}, standard input being named after them
     * @param output ffmpeg's arguments after it
     */
    static VideoWriter open(Ffmpeg ffmpeg, List<String> input, List<String> output, Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path part = target.resolveSibling(target.getFileName() + ".part");
        List<String> arguments = new ArrayList<>(List.of("-loglevel", "error"));
        arguments.addAll(input);
        arguments.addAll(List.of("-i", "pipe:0"));
        arguments.addAll(output);
        arguments.add("file:" + part.toAbsolutePath());
        // -nostdin would leave the terminal alone; here standard input is the frames'
        List<String> command = new ArrayList<>(ffmpeg.command(arguments));
        command.remove("-nostdin");
        return new VideoWriter(FfmpegProcess.start(command, ffmpeg.timeout(), true), target, part);
    }

    void write(byte[] bytes) throws IOException {
        process.write(bytes, bytes.length);
    }

    /** Ends the file and gives it its name. */
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
            // left behind under a name that nothing reads
        }
    }
}
