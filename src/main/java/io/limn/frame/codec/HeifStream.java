package io.limn.frame.codec;

import io.limn.frame.header.Bytes;
import io.limn.frame.header.FrameFormat;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.HeifStructure;
import io.limn.frame.header.Segment;
import io.limn.frame.header.Structure;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The coded pictures of a HEIC or AVIF file one after another, without the file around them: a stream of HEVC or AV1. */
final class HeifStream {
    private static final byte[] START_CODE = {0, 0, 0, 1};
    private static final byte[] TEMPORAL_DELIMITER = {0x12, 0};
    private static final int HEVC_HEAD = 22;
    private static final int AV1_HEAD = 4;
    private static final int SEQUENCE_HEADER = 1;

    /** Of the coded pictures in memory, at most: the stream while it grows, and its copy. */
    static final int COPIES = 4;

    /** Start codes are as long as the lengths before units that encoders write; and those of configurations come on top. */
    private static final int MOST_ADDED = 1 << 23;

    private final byte[] file;
    private final ByteArrayOutputStream stream;

    private HeifStream(byte[] file) {
        this.file = file;
        stream = new ByteArrayOutputStream(file.length);
    }

    /** In the form that ffmpeg's demuxers {@code hevc} and {@code obu} take. */
    static byte[] of(byte[] file, HeifStructure heif) throws FrameRejectedException {
        HeifStream all = new HeifStream(file);
        for (HeifStructure.Tile tile : heif.tiles()) {
            if (heif.format() == FrameFormat.AVIF) {
                all.av1(tile);
            } else {
                all.hevc(tile);
            }
        }
        return all.stream.toByteArray();
    }

    private void put(Segment part) {
        stream.write(file, part.at(), part.size());
    }

    private void av1(HeifStructure.Tile tile) {
        stream.writeBytes(TEMPORAL_DELIMITER);
        int first = file[tile.data().get(0).at()] >> 3 & 0xF;
        Segment head = tile.configuration();
        if (first != SEQUENCE_HEADER && head.size() > AV1_HEAD) {
            put(new Segment(head.at() + AV1_HEAD, head.size() - AV1_HEAD));
        }
        tile.data().forEach(this::put);
    }

    /** Units with lengths before them (ISO/IEC 14496-15) become units with start codes. */
    private void hevc(HeifStructure.Tile tile) throws FrameRejectedException {
        Segment head = tile.configuration();
        Bytes bytes = Bytes.bigEndian(file).slice(head.at(), head.size());
        int lengthBytes = (bytes.u8(HEVC_HEAD - 1L) & 3) + 1;
        long at = HEVC_HEAD + 1L;
        for (int arrays = bytes.u8(HEVC_HEAD); arrays > 0; arrays--) {
            int units = bytes.u16(at + 1);
            at += 3;
            for (; units > 0; units--) {
                at = unit(bytes, at, 2);
            }
        }
        Bytes data = joined(tile.data());
        for (long place = 0; place < data.length(); ) {
            place = unit(data, place, lengthBytes);
        }
    }

    private Bytes joined(List<Segment> parts) throws FrameRejectedException {
        if (parts.size() == 1) {
            return Bytes.bigEndian(file).slice(parts.get(0).at(), parts.get(0).size());
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        parts.forEach(part -> joined.write(file, part.at(), part.size()));
        return Bytes.bigEndian(joined.toByteArray());
    }

    /** @return past it */
    private long unit(Bytes bytes, long at, int lengthBytes) throws FrameRejectedException {
        long length = 0;
        for (int i = 0; i < lengthBytes; i++) {
            length = length << Byte.SIZE | bytes.u8(at + i);
        }
        Bytes unit = bytes.slice(at + lengthBytes, length);
        if (stream.size() + START_CODE.length + length > file.length + (long) MOST_ADDED) {
            throw Structure.damaged("The HEIC is damaged: its picture is in too many pieces.");
        }
        stream.writeBytes(START_CODE);
        stream.write(unit.array(), unit.from(), unit.length());
        return at + lengthBytes + length;
    }
}
