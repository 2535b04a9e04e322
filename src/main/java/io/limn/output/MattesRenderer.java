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
import java.util.List;
import java.util.stream.IntStream;

/** Mattes as 16-bit grey PNG: 0 is none, 65535 all of a pixel. */
record MattesRenderer(Groups groups) implements Renderer {
    private static final int FULL = 65_535;
    /** Mattes are written in this many groups, each by one thread. */
    private static final int GROUPS = 2;

    /** A matte on its way into a file. */
    private record Sheet(Matte matte, Window window, RunDeflater data, int width) implements MatteRows.Runs {
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
        List<Sheet> sheets = mattes.stream()
                .map(matte -> new Sheet(matte, MatteBounds.of(matte, soft).window(), new RunDeflater(), frame.width()))
                .toList();
        Shared.steps(
                Math.min(GROUPS, sheets.size()),
                () -> new float[frame.width()],
                (scratch, group) -> write(every(group, sheets), soft, scratch));
        PngFile png = new PngFile(frame.width(), frame.height(), 16);
        List<Rendered> files = new ArrayList<>();
        for (Sheet sheet : sheets) {
            files.add(new Rendered(
                    Output.MATTES, sheet.matte().name(), png.grey(sheet.data().finish())));
        }
        return files;
    }

    private static List<Sheet> every(int group, List<Sheet> sheets) {
        return IntStream.range(0, sheets.size())
                .filter(i -> i % GROUPS == group)
                .mapToObj(sheets::get)
                .toList();
    }

    private static void write(List<Sheet> sheets, MatteFrame soft, float[] scratch) {
        MatteRows rows = new MatteRows(soft, sheets.stream().map(Sheet::matte).toList());
        for (int y = 0; y < soft.height(); y++) {
            int row = y;
            if (sheets.stream().anyMatch(sheet -> sheet.at(row))) {
                rows.read(y);
            }
            for (Sheet sheet : sheets) {
                sheet.row(y, rows, scratch);
            }
        }
    }
}
