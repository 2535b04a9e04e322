package io.limn.shot.temporal;

import io.limn.frame.Frame;
import io.limn.parsing.Parsing;
import io.limn.shot.flow.Luma;

/** A frame of a shot as it was parsed alone. Keeps the coverage's cells, not the coverage itself. */
public final class ParsedFrame {
    private final Frame frame;
    private final Parsing parsing;
    private final FrameCells cells;
    private final Luma luma;

    private ParsedFrame(Frame frame, Parsing parsing, FrameCells cells, Luma luma) {
        this.frame = frame;
        this.parsing = parsing;
        this.cells = cells;
        this.luma = luma;
    }

    /**
     * @param parsing with coverage; closed by this method
     * @throws IllegalArgumentException if it has no coverage
     */
    public static ParsedFrame of(Frame frame, Parsing parsing) {
        try (parsing) {
            FrameCells cells = FrameCells.of(parsing);
            double finer = Warp.FINER;
            Luma luma = Luma.of(
                    frame,
                    cells.grid().width() * Warp.FINER,
                    cells.grid().height() * Warp.FINER,
                    Math.max(1, cells.grid().stepX() / finer),
                    Math.max(1, cells.grid().stepY() / finer));
            return new ParsedFrame(frame, parsing, cells, luma);
        }
    }

    public Frame frame() {
        return frame;
    }

    /** Its maps and persons; the coverage is closed. */
    public Parsing parsing() {
        return parsing;
    }

    FrameCells cells() {
        return cells;
    }

    Luma luma() {
        return luma;
    }
}
