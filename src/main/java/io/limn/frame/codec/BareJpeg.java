package io.limn.frame.codec;

import io.limn.frame.header.JpegStructure;
import io.limn.frame.header.Segment;
import java.io.ByteArrayOutputStream;

/**
 * A JPEG with what decoding needs and nothing else: no EXIF, thumbnail, comment or profile, any of which may be broken while
 * the picture is sound; with the colour model said in the one way that all codecs read alike, and an EOI where it is missing.
 */
final class BareJpeg extends ByteArrayOutputStream {
    private static final byte[] JFIF = {
        (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    private BareJpeg(int capacity) {
        super(capacity);
    }

    static BareJpeg of(byte[] file, JpegStructure jpeg, JpegColours colours) {
        int rest = jpeg.endAt() - jpeg.scanAt();
        BareJpeg bare = new BareJpeg(
                rest + 64 + jpeg.tables().stream().mapToInt(Segment::size).sum());
        bare.marker(0xD8);
        if (jpeg.components() == 4) {
            bare.adobe(colours.transformed() ? 2 : 0);
        } else if (jpeg.components() == 1 || colours.transformed()) {
            bare.write(JFIF, 0, JFIF.length);
        } else {
            bare.adobe(0);
        }
        jpeg.tables().forEach(segment -> bare.write(file, segment.at(), segment.size()));
        bare.write(file, jpeg.scanAt(), rest);
        if (!jpeg.closed()) {
            bare.marker(0xD9);
        }
        return bare;
    }

    private void marker(int code) {
        write(0xFF);
        write(code);
    }

    private void adobe(int transform) {
        byte[] segment = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
        };
        write(segment, 0, segment.length);
    }

    byte[] buffer() {
        return buf;
    }
}
