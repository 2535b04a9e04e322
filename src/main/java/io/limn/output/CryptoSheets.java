package io.limn.output;

import io.limn.output.cryptomatte.CryptoId;
import io.limn.output.cryptomatte.CryptoLayer;
import io.limn.output.cryptomatte.Ranks;
import io.limn.output.exr.ExrHeader;
import io.limn.output.exr.ExrWriter;
import io.limn.output.matte.Matte;
import io.limn.output.matte.MatteBounds;
import io.limn.output.matte.MatteFrame;
import io.limn.output.matte.MatteRows;
import io.limn.output.matte.Window;
import java.util.List;

/** A Cryptomatte layer on its way into a file, by object. For one thread. */
record CryptoSheets(List<Sheet> sheets, Ranks ranks) {
    /** An object on its way into a file; the window is null where the frame has none of it. */
    record Sheet(Matte matte, Window window, CryptoId id) {
        boolean at(int y) {
            return window != null && y >= window.top() && y < window.bottom();
        }
    }

    static CryptoSheets of(CryptoLayer layer, MatteFrame soft, ExrHeader header) {
        return new CryptoSheets(
                layer.objects().stream()
                        .map(object ->
                                new Sheet(object, MatteBounds.of(object, soft).window(), CryptoId.of(object.name())))
                        .toList(),
                new Ranks(layer, header));
    }

    boolean at(int y) {
        return sheets.stream().anyMatch(sheet -> sheet.at(y));
    }

    void row(int y, MatteRows rows, float[] values, ExrWriter file) {
        ranks.clear();
        for (Sheet sheet : sheets) {
            if (sheet.at(y)) {
                ranks.object(sheet.id());
                rows.runs(sheet.matte(), sheet.window().left(), sheet.window().right(), values, ranks);
            }
        }
        ranks.write(file);
    }
}
