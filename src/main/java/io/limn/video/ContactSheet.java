package io.limn.video;

import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import io.limn.output.JpegEncoder;
import io.limn.output.Rgb;
import io.limn.result.ResultKeys;
import io.limn.shot.FlaggedFrame;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotFrames;
import io.limn.shot.ShotSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes {@code contact-sheet.jpg}: the overlays of the frames to look at first, marked with a bar above, and of frames spread over the
 * shot, all in shot order and with their numbers.
 */
public final class ContactSheet {
    private static final int SPREAD = 12;
    private static final int COLUMNS = 4;
    private static final int WIDTH = 400;
    private static final int GAP = 8;
    private static final int LABEL = 24;
    private static final int GROUND = 0x202020;
    private static final int DOUBTFUL = 0xFF8000;
    private static final int QUALITY = 90;

    private final FrameReader reader;
    private final Path results;

    /** @param results the folder that the pass wrote its results to */
    public ContactSheet(FrameReader reader, Path results) {
        this.reader = reader;
        this.results = results;
    }

    /**
     * Writes the file.
     *
     * @return its path
     * @throws IOException if it can't be written
     */
    public Path write(ShotFrames shot, ShotSummary summary) throws IOException {
        Set<String> flagged = summary.flagged().stream().map(FlaggedFrame::file).collect(Collectors.toSet());
        List<ShotFrame> chosen = choose(shot.frames(), flagged);
        List<Thumbnail> thumbnails = new ArrayList<>();
        for (ShotFrame frame : chosen) {
            thumbnails.add(thumbnail(frame));
        }
        int height = thumbnails.stream().mapToInt(Thumbnail::height).max().orElse(WIDTH) + LABEL;
        int columns = Math.min(COLUMNS, chosen.size());
        int rows = (chosen.size() + columns - 1) / columns;
        int width = columns * (WIDTH + GAP) + GAP;
        int[] sheet = new int[width * (rows * (height + GAP) + GAP)];
        Arrays.fill(sheet, GROUND);
        for (int i = 0; i < chosen.size(); i++) {
            int left = GAP + i % columns * (WIDTH + GAP);
            int top = GAP + i / columns * (height + GAP);
            Thumbnail thumbnail = thumbnails.get(i);
            for (int y = 0; y < thumbnail.height(); y++) {
                System.arraycopy(thumbnail.rgb(), y * WIDTH, sheet, (top + LABEL + y) * width + left, WIDTH);
            }
            boolean marked = flagged.contains(chosen.get(i).name());
            if (marked) {
                for (int y = top + LABEL - 4; y < top + LABEL; y++) {
                    Arrays.fill(sheet, y * width + left, y * width + left + WIDTH, DOUBTFUL);
                }
            }
            Digits.draw(label(chosen.get(i)), sheet, width, left, top, marked ? DOUBTFUL : 0xFFFFFF);
        }
        byte[] jpeg =
                JpegEncoder.fastest().encode(width, sheet.length / width, (y, rgb) -> Rgb.row(sheet, y, rgb), QUALITY);
        Path target = results.resolve(shot.folder()).resolve("contact-sheet.jpg");
        return Files.write(target, jpeg);
    }

    private static String label(ShotFrame frame) {
        return frame.number().isPresent() ? Long.toString(frame.number().getAsLong()) : "";
    }

    private static List<ShotFrame> choose(List<ShotFrame> frames, Set<String> flagged) {
        Set<Integer> places = new TreeSet<>();
        for (int i = 0; i < SPREAD; i++) {
            places.add((int) ((long) i * (frames.size() - 1) / (SPREAD - 1)));
        }
        for (int i = 0; i < frames.size(); i++) {
            if (flagged.contains(frames.get(i).name())) {
                places.add(i);
            }
        }
        return places.stream().map(frames::get).toList();
    }

    /** @param rgb {@code height} rows of {@link #WIDTH} pixels, 0xRRGGBB */
    private record Thumbnail(int height, int[] rgb) {}

    private Thumbnail thumbnail(ShotFrame frame) throws IOException {
        Path file = results.resolve(ResultKeys.of(frame.name()).key("steady/overlay", "jpg"));
        if (!Files.isRegularFile(file)) {
            return new Thumbnail(WIDTH / 2, new int[WIDTH * WIDTH / 2]);
        }
        Frame overlay;
        try {
            overlay = reader.read(Files.readAllBytes(file));
        } catch (FrameRejectedException e) {
            return new Thumbnail(WIDTH / 2, new int[WIDTH * WIDTH / 2]);
        }
        int height = Math.max(1, (int) Math.round((double) WIDTH * overlay.height() / overlay.width()));
        int[] rgb = new int[WIDTH * height];
        for (int y = 0; y < height; y++) {
            int top = y * overlay.height() / height;
            int bottom = Math.max(top + 1, (y + 1) * overlay.height() / height);
            for (int x = 0; x < WIDTH; x++) {
                int left = x * overlay.width() / WIDTH;
                int right = Math.max(left + 1, (x + 1) * overlay.width() / WIDTH);
                rgb[y * WIDTH + x] = mean(overlay, left, right, top, bottom);
            }
        }
        return new Thumbnail(height, rgb);
    }

    private static int mean(Frame frame, int left, int right, int top, int bottom) {
        int blue = 0;
        int green = 0;
        int red = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left, at = (y * frame.width() + left) * 3; x < right; x++, at += 3) {
                blue += frame.bgr()[at] & 0xFF;
                green += frame.bgr()[at + 1] & 0xFF;
                red += frame.bgr()[at + 2] & 0xFF;
            }
        }
        int count = (right - left) * (bottom - top);
        return red / count << 16 | green / count << 8 | blue / count;
    }
}
