package io.limn.process;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small frames with a band at their left whose colour says which of two versions it is; some are cut off. Each has an eTag of its own. */
final class SoakFrames {
    private static final int BAND = 16;

    private final Map<Kind, byte[]> files = new EnumMap<>(Kind.class);

    enum Kind {
        RED,
        GREEN,
        DAMAGED
    }

    /** @param eTag as the store gives it: the MD5 of the bytes */
    record Frame(Kind kind, byte[] bytes, String eTag) {}

    private SoakFrames(BufferedImage picture) throws IOException {
        for (Kind kind : new Kind[] {Kind.RED, Kind.GREEN}) {
            Graphics2D graphics = picture.createGraphics();
            graphics.setColor(kind == Kind.RED ? Color.RED : Color.GREEN);
            graphics.fillRect(0, 0, BAND, picture.getHeight());
            graphics.dispose();
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(picture, "jpeg", jpeg);
            files.put(kind, jpeg.toByteArray());
        }
        byte[] whole = files.get(Kind.RED);
        files.put(Kind.DAMAGED, Arrays.copyOf(whole, whole.length / 2));
    }

    /** Plain frames of 32 x 24. */
    static SoakFrames plain() throws IOException {
        return new SoakFrames(new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB));
    }

    /** A photograph of a person, 160 x 120. */
    static SoakFrames photograph() throws IOException {
        BufferedImage small = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(ImageIO.read(new File("samples/portrait.jpg")), 0, 0, 160, 120, null);
        graphics.dispose();
        return new SoakFrames(small);
    }

    /** One of the other colour than that before, or now and then a damaged one. */
    Frame next(SoakUploads.Upload before, Random random) {
        boolean red = before == null ? random.nextBoolean() : before.kind() != Kind.RED;
        Kind kind = random.nextInt(50) == 0 ? Kind.DAMAGED : red ? Kind.RED : Kind.GREEN;
        byte[] file = files.get(kind);
        // Bytes after a JPEG's end mean nothing, and in a damaged one nothing matters.
        byte[] bytes = ByteBuffer.allocate(file.length + Long.BYTES)
                .put(file)
                .putLong(random.nextLong() & 0x7F7F7F7F7F7F7F7FL)
                .array();
        try {
            return new Frame(
                    kind,
                    bytes,
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which version an overlay shows. */
    static Kind shown(byte[] overlay) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(overlay));
            Color band = new Color(image.getRGB(BAND / 2, image.getHeight() / 2));
            return band.getRed() > band.getGreen() ? Kind.RED : Kind.GREEN;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
