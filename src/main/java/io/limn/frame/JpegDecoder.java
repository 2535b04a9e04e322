package io.limn.frame;

import static io.limn.frame.HeaderParser.damaged;

import io.limn.frame.JpegStructure.Segment;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.ImageReaderSpi;

/**
 * JPEG by libjpeg-turbo where it is there and the file is sound; else by the JDK's reader, which tells what is wrong; and CMYK
 * with a colour profile by TwelveMonkeys'. All are given the picture without its notes: no EXIF, thumbnail, comment or sRGB
 * profile, any of which may be broken while the picture is sound, and with the colour model said in the one way that all read
 * alike.
 */
final class JpegDecoder implements PixelDecoder {
    private static final byte[] JFIF = {
        (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final int ICC_HEADER = 18; // marker, length, ICC_PROFILE\0, number, count

    private final ImageReaderSpi jdk;
    private final ImageReaderSpi fourColours;

    JpegDecoder(ImageReaderSpi jdk, ImageReaderSpi fourColours) {
        this.jdk = jdk;
        this.fourColours = fourColours;
    }

    @Override
    public byte[] decode(byte[] file, HeaderParser.Stored size) throws IOException, FrameRejectedException {
        JpegStructure jpeg = JpegStructure.read(file);
        boolean profiled =
                switch (jpeg.components()) {
                    case 1 -> false;
                    case 3 -> needsConversion(file, jpeg);
                    default -> jpeg.adobeTransform() >= 0 && !jpeg.icc().isEmpty();
                };
        try {
            return decode(file, jpeg, profiled);
        } catch (IOException | RuntimeException e) {
            if (!profiled) {
                throw e;
            }
            return decode(file, jpeg, false); // a profile that can't be applied is no reason to lose the frame
        }
    }

    private byte[] decode(byte[] file, JpegStructure jpeg, boolean profiled)
            throws IOException, FrameRejectedException {
        Bare bare = Bare.of(file, jpeg, profiled);
        if (jpeg.components() == 3 && !profiled && TurboJpeg.available()) {
            Optional<byte[]> sound = TurboJpeg.decode(bare.buffer(), bare.size(), jpeg.width(), jpeg.height());
            if (sound.isPresent()) {
                return sound.get();
            }
        }
        Verdict verdict = new Verdict();
        byte[] bgr;
        if (jpeg.components() == 4 && !profiled) {
            Raster inks = Codecs.readRaster(jdk, bare.buffer(), bare.size(), verdict);
            bgr = Cmyk.bgr(inks, jpeg.adobeTransform() >= 0, jpeg.adobeTransform() == 2);
        } else {
            bgr = BgrPixels.of(
                    Codecs.read(jpeg.components() == 4 ? fourColours : jdk, bare.buffer(), bare.size(), verdict));
        }
        if (verdict.damage != null) {
            throw damaged("The JPEG is damaged: " + verdict.damage + ".");
        }
        return bgr;
    }

    private static boolean needsConversion(byte[] file, JpegStructure jpeg) {
        byte[] profile = profile(file, jpeg.icc());
        if (profile.length == 0) {
            return false;
        }
        try {
            return !SrgbProfiles.looksLikeSrgb(profile);
        } catch (RuntimeException broken) {
            return false;
        }
    }

    private static byte[] profile(byte[] file, List<Segment> parts) {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        for (Segment part : parts) {
            if (part.size() > ICC_HEADER) {
                profile.write(file, part.at() + ICC_HEADER, part.size() - ICC_HEADER);
            }
        }
        return profile.toByteArray();
    }

    /** The JPEG with what decoding needs and nothing else. */
    private static final class Bare extends ByteArrayOutputStream {
        private Bare(int capacity) {
            super(capacity);
        }

        static Bare of(byte[] file, JpegStructure jpeg, boolean profiled) {
            int rest = jpeg.endAt() - jpeg.scanAt();
            int notes = profiled ? jpeg.icc().stream().mapToInt(Segment::size).sum() : 0;
            Bare bare = new Bare(rest
                    + notes
                    + 64
                    + jpeg.tables().stream().mapToInt(Segment::size).sum());
            bare.write(0xFF);
            bare.write(0xD8);
            if (jpeg.components() == 4) {
                bare.adobe(Math.max(0, jpeg.adobeTransform()), jpeg.adobeTransform() >= 0);
            } else if (jpeg.components() == 1 || jpeg.ycc()) {
                bare.write(JFIF, 0, JFIF.length);
            } else {
                bare.adobe(0, true);
            }
            if (profiled) {
                jpeg.icc().forEach(segment -> bare.write(file, segment.at(), segment.size()));
            }
            jpeg.tables().forEach(segment -> bare.write(file, segment.at(), segment.size()));
            bare.write(file, jpeg.scanAt(), rest);
            return bare;
        }

        private void adobe(int transform, boolean present) {
            if (present) {
                byte[] segment = {
                    (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
                };
                write(segment, 0, segment.length);
            }
        }

        byte[] buffer() {
            return buf;
        }
    }

    /** The JDK's reader only warns of damage and hands out grey; which warnings are damage is decided here. */
    private static final class Verdict implements IIOReadWarningListener {
        private String damage;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            boolean corrupt = warning.contains("orrupt") || warning.contains("remature");
            if (damage == null && corrupt && !warning.contains("extraneous bytes")) {
                damage = warning.replace("Corrupt JPEG data: ", "");
            }
        }
    }
}
