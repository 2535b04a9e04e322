package io.limn.shot;

import io.limn.edit.ParsingFile;
import io.limn.label.LabelSet;
import io.limn.parsing.Parsing;
import io.limn.shot.flow.Luma;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a pass found in a frame, before edits: reduced luma for optical flow, whether another scene begins, and the steadied parsing.
 *
 * @param luma rounded to 8 bits per pixel
 * @param width of the frame
 * @param height of the frame
 * @param parsing in the format of {@link ParsingFile}
 */
record KeptFrame(Luma luma, int width, int height, boolean cut, byte[] parsing) {
    private static final String FORMAT = "limn shot frame 1";
    private static final String MADE_OF = "shot";

    static byte[] write(Luma luma, boolean cut, Parsing parsing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(FORMAT);
            out.writeInt(parsing.width());
            out.writeInt(parsing.height());
            out.writeBoolean(cut);
            out.writeInt(luma.width());
            out.writeInt(luma.height());
            byte[] grey = new byte[luma.values().length];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (byte) Math.round(luma.values()[i]);
            }
            out.write(grey);
            out.write(ParsingFile.write(parsing, MADE_OF));
        } catch (IOException e) {
            throw new UncheckedIOException("unexpected I/O error in memory", e);
        }
        return bytes.toByteArray();
    }

    static KeptFrame read(byte[] file) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            if (!in.readUTF().equals(FORMAT)) {
                throw new IOException("the frame's stored data has another version");
            }
            int width = in.readInt();
            int height = in.readInt();
            boolean cut = in.readBoolean();
            int columns = in.readInt();
            int rows = in.readInt();
            float[] values = new float[Math.multiplyExact(columns, rows)];
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readUnsignedByte();
            }
            return new KeptFrame(new Luma(columns, rows, values), width, height, cut, in.readAllBytes());
        }
    }

    Parsing parsing(List<LabelSet> layers) throws IOException {
        return ParsingFile.read(parsing, MADE_OF, layers)
                .orElseThrow(() -> new IOException("the frame's stored data is damaged"));
    }

    boolean isLike(KeptFrame other) {
        return width == other.width && height == other.height;
    }
}
