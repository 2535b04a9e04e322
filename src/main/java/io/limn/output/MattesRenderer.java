package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.output.matte.Matte;
import io.limn.output.matte.MatteBounds;
import io.limn.output.matte.MatteChoice;
import io.limn.output.matte.MatteFrame;
import io.limn.output.matte.MatteRows;
import io.limn.output.matte.Window;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Mattes as 16-bit grey PNG: 0 is none, 65535 all of a pixel. */
record MattesRenderer(Groups groups) implements Renderer {
    private static final int FULL = 65_535;

    /** A matte on its way into a file. */
    private record Sheet(Matte matte, Window window, RunDeflater data, byte[] row) {
        void row(int y, MatteRows rows, float[] values) {
            if (window == null || y < window.top() || y >= window.bottom()) {
                Arrays.fill(row, (byte) 0);
            } else {
                rows.matte(matte, window.left(), window.right(), values);
                for (int x = window.left(), at = 1 + 2 * x; x < window.right(); x++, at += 2) {
                    int value = (int) (values[x] * FULL + 0.5f);
                    row[at] = (byte) (value >> 8);
                    row[at + 1] = (byte) value;
                }
            }
            data.row(row);
        }

        boolean at(int y) {
            return window != null && y >= window.top() && y < window.bottom();
        }
    }

    @Override
    public Output output() {
        return Output.MATTES;
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        MatteFrame soft = MatteFrame.of(frame, parsing);
        List<LabelSet> layers =
                parsing.layers().stream().map(LabelLayer::labels).toList();
        List<Matte> mattes = MatteChoice.of(options.parts(), layers, groups, soft);
        int rowBytes = 1 + 2 * frame.width(); // the filter type, 0, goes first
        List<Sheet> sheets = mattes.stream()
                .map(matte -> new Sheet(
                        matte, MatteBounds.of(matte, soft).window(), new RunDeflater(rowBytes), new byte[rowBytes]))
                .toList();
        MatteRows rows = new MatteRows(soft, mattes);
        float[] values = new float[frame.width()];
        for (int y = 0; y < frame.height(); y++) {
            int row = y;
            if (sheets.stream().anyMatch(sheet -> sheet.at(row))) {
                rows.read(y);
            }
            for (Sheet sheet : sheets) {
                sheet.row(y, rows, values);
            }
        }
        PngFile png = new PngFile(frame.width(), frame.height(), 16);
        List<Rendered> files = new ArrayList<>();
        for (Sheet sheet : sheets) {
            files.add(new Rendered(
                    Output.MATTES, sheet.matte().name(), png.grey(sheet.data().finish())));
        }
        return files;
    }
}
