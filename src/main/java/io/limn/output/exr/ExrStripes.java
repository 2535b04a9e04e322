package io.limn.output.exr;

import io.limn.output.matte.Shared;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Writes an EXR file in stripes of rows that are independent of each other, on all threads there are. The bytes are those of one thread. */
public final class ExrStripes {
    /** Rows of a stripe, about: what a thread takes at a time. */
    private static final int ROWS = 64;

    /** Writes rows, from top to bottom but not all; for one thread. */
    public interface Rows {
        /** @param file at the row, which it must not end */
        void row(int y, ExrWriter file);
    }

    /** The state of a thread. */
    private record Share(Rows rows, ExrWriter file) {
        List<byte[]> write(int top, int bottom) {
            file.moveTo(top);
            for (int y = top; y < bottom; y++) {
                rows.row(y, file);
                file.endRow();
            }
            return file.take();
        }
    }

    private ExrStripes() {}

    /** @param rows for a thread, called by it */
    public static byte[] write(ExrHeader header, Supplier<Rows> rows) {
        int block = header.compression().rows();
        int stripe = (ROWS + block - 1) / block * block;
        List<List<byte[]>> stripes = Arrays.asList(newStripes((header.height() + stripe - 1) / stripe));
        Shared.steps(
                stripes.size(),
                () -> new Share(rows.get(), new ExrWriter(header)),
                (share, i) -> stripes.set(i, share.write(i * stripe, Math.min((i + 1) * stripe, header.height()))));
        return ExrWriter.file(header, stripes.stream().flatMap(List::stream).toList());
    }

    @SuppressWarnings("unchecked")
    private static List<byte[]>[] newStripes(int count) {
        return new List[count];
    }
}
