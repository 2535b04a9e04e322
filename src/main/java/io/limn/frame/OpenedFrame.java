package io.limn.frame;

import io.limn.frame.codec.Decoded;
import io.limn.frame.codec.Orientation;
import io.limn.frame.codec.PlateReading;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.Structure;
import io.limn.frame.plate.BgrPlate;
import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.PlatePixels;
import java.util.Optional;

/** A file with its structure. */
final class OpenedFrame implements EncodedFrame {
    private final byte[] file;
    private final Structure structure;
    private final Decoding decoding;
    private final PlateReading reading;

    OpenedFrame(byte[] file, Structure structure, Decoding decoding, PlateReading reading) {
        this.file = file;
        this.structure = structure;
        this.decoding = decoding;
        this.reading = reading;
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
    public double decodeSeconds() {
        return decoding.cost(structure, reading).seconds();
    }

    @Override
    public Frame decode(Runnable check) throws FrameRejectedException {
        Decoded decoded = decoding.decode(file, structure, reading, check);
        FrameHeader header = header();
        byte[] bgr = Orientation.upright(decoded.bgr(), structure.width(), structure.height(), structure.orientation());
        PlateMetadata metadata = structure.orientation() == 1
                ? decoded.metadata()
                : decoded.metadata().ofSize(header.width(), header.height());
        boolean shownAsStored = metadata.bits() <= 8 && !reading.changesView();
        Optional<PlatePixels> plate = decoded.plate()
                .map(this::upright)
                .or(() -> shownAsStored || reading.pixels()
                        ? Optional.of(new BgrPlate(header.width(), bgr))
                        : Optional.empty());
        return new Frame(header.width(), header.height(), bgr, metadata, plate);
    }

    private PlatePixels upright(PlatePixels plate) {
        return plate instanceof BgrPlate stored
                ? new BgrPlate(
                        header().width(),
                        Orientation.upright(
                                stored.bgr(), structure.width(), structure.height(), structure.orientation()))
                : plate; // turned when it is read
    }
}
