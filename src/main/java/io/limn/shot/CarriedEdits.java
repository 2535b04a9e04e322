package io.limn.shot;

import io.limn.edit.EditMask;
import io.limn.edit.EditedParsing;
import io.limn.edit.EditsJson;
import io.limn.label.LabelSet;
import io.limn.parsing.Parsing;
import io.limn.result.Sha256;
import io.limn.shot.flow.Luma;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Propagates edits along the optical flow to the frames after and before, until the motion is unknown, another scene begins, or a frame
 * has edits of its own. To such a frame they are carried if its edits are over them. Masks are kept on disk until they are used.
 */
final class CarriedEdits {
    /** A correction that is carried to a frame. */
    private record Reach(int from, Path mask) {}

    private final List<ShotFrame> frames;
    private final ShotEdits edits;
    private final KeptFrames kept;
    private final List<LabelSet> layers;
    private final Path spill;
    private final Map<Integer, List<Reach>> reaches = new HashMap<>();
    private final EditOrder order;

    /** @param spill a folder for masks, which the caller deletes */
    CarriedEdits(List<ShotFrame> frames, ShotEdits edits, KeptFrames kept, List<LabelSet> layers, Path spill) {
        this.frames = frames;
        this.edits = edits;
        this.kept = kept;
        this.layers = layers;
        this.spill = spill;
        this.order = new EditOrder(frames, edits);
    }

    /**
     * Propagates every edit in both directions.
     *
     * @param before called before each frame that an edit is carried to
     */
    void carry(Runnable before) throws IOException {
        for (int i : order.frames()) {
            Optional<KeptFrame> frame = frame(i);
            if (frame.isPresent()) {
                EditMask mask;
                try (Parsing parsing = frame.get().parsing(layers)) {
                    mask = EditMask.between(parsing, own(i, base(i, parsing)));
                }
                walk(i, 1, mask, frame.get(), before);
                walk(i, -1, mask, frame.get(), before);
            }
        }
    }

    private void walk(int from, int direction, EditMask first, KeptFrame edited, Runnable before) throws IOException {
        EditMask mask = first;
        KeptFrame at = edited;
        boolean passing = false; // beyond a frame with edits of its own
        for (int i = from + direction; i >= 0 && i < frames.size() && !mask.isEmpty(); i += direction) {
            before.run();
            boolean held = edits.of(frames.get(i)).isPresent();
            passing |= held;
            Optional<KeptFrame> next = passing && !order.isNeeded(from, i, direction) ? Optional.empty() : frame(i);
            if (next.isEmpty() || !next.get().isLike(at) || (direction > 0 ? next.get() : at).cut()) {
                return;
            }
            mask = carried(mask, at.luma(), next.get());
            if (!mask.isEmpty() && (passing ? held && order.isOver(i, from) : true)) {
                Path file = Files.write(spill.resolve(from + "-" + i + ".mask"), mask.packed());
                reaches.computeIfAbsent(i, none -> new ArrayList<>()).add(new Reach(from, file));
            }
            at = next.get();
        }
    }

    private Optional<KeptFrame> frame(int i) throws IOException {
        Optional<byte[]> bytes = kept.get(frames.get(i));
        return bytes.isEmpty() ? Optional.empty() : Optional.of(KeptFrame.read(bytes.get()));
    }

    /** The edits that a frame's files are to be drawn with; null if there are none. */
    FrameCorrection of(int i) {
        String own = edits.of(frames.get(i)).map(EditsJson::digest).orElse(null);
        List<FrameCorrection.Carried> from = reaches(i).stream()
                .map(reach ->
                        new FrameCorrection.Carried(frames.get(reach.from()).name(), digest(reach.from())))
                .toList();
        return own == null && from.isEmpty() ? null : new FrameCorrection(own, from.isEmpty() ? null : from);
    }

    private List<Reach> reaches(int i) {
        return reaches.getOrDefault(i, List.of()).stream()
                .sorted(Comparator.comparingInt(Reach::from))
                .toList();
    }

    /** Of what is carried from a frame: its own edits, and those under them. */
    private String digest(int i) {
        String own = EditsJson.digest(edits.of(frames.get(i)).orElseThrow());
        if (reaches(i).isEmpty()) {
            return own;
        }
        String all =
                own + reaches(i).stream().map(reach -> digest(reach.from())).collect(Collectors.joining());
        return Sha256.of(all.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether the frame has edits of its own that are drawn over those of other frames. */
    boolean isOverOthers(int i) {
        return !reaches(i).isEmpty() && edits.of(frames.get(i)).isPresent();
    }

    /** The frame's parsing with the edits carried to it, the nearest frame's on top; to be closed. */
    Parsing base(int i) throws IOException {
        Parsing parsing = frame(i).orElseThrow(() ->
                        new IOException("no data is stored for " + frames.get(i).name()))
                .parsing(layers);
        return base(i, parsing);
    }

    /** The parsing with the frame's own edits over it; the given one is not changed. */
    Parsing own(int i, Parsing base) {
        return edits.of(frames.get(i))
                .map(own -> EditedParsing.of(base, own).parsing())
                .orElse(base);
    }

    private Parsing base(int i, Parsing parsing) throws IOException {
        List<Reach> farthestFirst = reaches(i).stream()
                .sorted(Comparator.comparingInt((Reach reach) -> -Math.abs(reach.from() - i)))
                .toList();
        byte[] found = parsing.main().ids();
        for (Reach reach : farthestFirst) {
            parsing = EditMask.unpacked(Files.readAllBytes(reach.mask())).on(parsing, found);
        }
        return parsing;
    }

    private EditMask carried(EditMask mask, Luma before, KeptFrame next) throws IOException {
        int[] origins = EditMotion.origins(mask.width(), mask.height(), before, next.luma());
        try (Parsing parsing = next.parsing(layers)) {
            OriginFill.fill(parsing, origins);
        }
        return mask.moved((x, y) -> origins[y * mask.width() + x]);
    }
}
