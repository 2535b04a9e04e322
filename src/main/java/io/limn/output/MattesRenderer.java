package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.output.matte.Matte;
import io.limn.output.matte.MatteBounds;
import io.limn.output.matte.MatteChoice;
import io.limn.output.matte.MatteFrame;
import io.limn.output.matte.MatteRows;
import io.limn.output.matte.Shared;
import io.limn.output.matte.Window;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Mattes as 16-bit grey PNG: 0 is none, 65535 all of a pixel. */
record MattesRenderer(Groups groups) implements Renderer {
    private static final int FULL = 65_535;
    /** Rows in a piece. Each piece is compressed on its own, by one thread. */
    private static final int ROWS = 96;

    /** Some rows of a matte on their way into its file. */
    private record Sheet(Matte matte, Window window, RunDeflater data, int width) implements MatteRows.Runs {
        static Sheet of(Matte matte, MatteFrame soft) {
            return new Sheet(matte, MatteBounds.of(matte, soft).window(), new RunDeflater(), soft.width());
        }

        boolean at(int y) {
            return window != null && y >= window.top() && y < window.bottom();
        }

        void row(int y, MatteRows rows, float[] scratch) {
            data.beginRow();
            if (!at(y)) {
                data.run(0, width);
                return;
            }
            data.run(0, window.left());
            rows.runs(matte, window.left(), window.right(), scratch, this);
            data.run(0, width - window.right());
        }

        @Override
        public void none(int from, int to) {
            data.run(0, to - from);
        }

        @Override
        public void full(int from, int to) {
            data.run(FULL, to - from);
        }

        @Override
        public void values(int from, int to, float[] values) {
            for (int x = from; x < to; x++) {
                data.run((int) (values[x] * FULL + 0.5f), 1);
            }
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
        DeflatePiece[][] pieces = new DeflatePiece[(frame.height() + ROWS - 1) / ROWS][];
        Shared.steps(
                pieces.length,
                () -> new MatteRows(soft, mattes),
                (rows, piece) -> pieces[piece] = write(mattes, soft, rows, piece * ROWS));
        PngFile png = new PngFile(frame.width(), frame.height(), 16);
        List<Rendered> files = new ArrayList<>();
        for (int i = 0; i < mattes.size(); i++) {
            int matte = i;
            byte[] data = DeflatePiece.join(
                    Arrays.stream(pieces).map(piece -> piece[matte]).toList());
            files.add(new Rendered(Output.MATTES, mattes.get(i).name(), png.grey(data)));
        }
        return files;
    }

    private static DeflatePiece[] write(List<Matte> mattes, MatteFrame soft, MatteRows rows, int top) {
        float[] scratch = new float[soft.width()];
        List<Sheet> sheets = mattes.stream().map(matte -> Sheet.of(matte, soft)).toList();
        for (int y = top; y < Math.min(top + ROWS, soft.height()); y++) {
            int row = y;
            if (sheets.stream().anyMatch(sheet -> sheet.at(row))) {
                rows.read(y);
            }
            for (Sheet sheet : sheets) {
                sheet.row(y, rows, scratch);
            }
        }
        return sheets.stream().map(sheet -> sheet.data().finish()).toArray(DeflatePiece[]::new);
    }
}
