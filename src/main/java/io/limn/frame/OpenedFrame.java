package io.limn.frame;

import io.limn.frame.codec.Orientation;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.Structure;

/** A file with what its walk has found. */
final class OpenedFrame implements EncodedFrame {
    private final byte[] file;
    private final Structure structure;
    private final Decoding decoding;

    OpenedFrame(byte[] file, Structure structure, Decoding decoding) {
        this.file = file;
        this.structure = structure;
        this.decoding = decoding;
    }

    @Override
    public FrameHeader header() {
        boolean sideways = Orientation.turnsSideways(structure.orientation());
        return new FrameHeader(
                structure.format(),
                sideways ? structure.height() : structure.width(),
                sideways ? structure.width() : structure.height(),
                structure.orientation());
    }

    @Override
    public Frame decode(Runnable check) throws FrameRejectedException {
        byte[] bgr = decoding.decode(file, structure, check);
        FrameHeader header = header();
        return new Frame(
                header.width(),
                header.height(),
                Orientation.upright(bgr, structure.width(), structure.height(), structure.orientation()));
    }
}
