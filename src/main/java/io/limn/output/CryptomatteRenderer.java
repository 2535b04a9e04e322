package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.output.cryptomatte.CryptoLayer;
import io.limn.output.cryptomatte.CryptoLayers;
import io.limn.output.exr.Attribute;
import io.limn.output.exr.Channel;
import io.limn.output.exr.ExrHeader;
import io.limn.output.exr.ExrStripes;
import io.limn.output.matte.Matte;
import io.limn.output.matte.MatteFrame;
import io.limn.output.matte.MatteRows;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.ArrayList;
import java.util.List;

/** Mattes as Cryptomatte 1.2.0: an EXR file whose layers hold, at each pixel, ids of names and how much of the pixel each covers. */
record CryptomatteRenderer(Groups groups) implements Renderer {
    @Override
    public Output output() {
        return Output.CRYPTOMATTE;
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        MatteFrame soft = MatteFrame.of(frame, parsing);
        List<LabelSet> sets = parsing.layers().stream().map(LabelLayer::labels).toList();
        List<CryptoLayer> layers = CryptoLayers.of(
                sets, groups, Math.max(options.persons(), parsing.persons().size()));
        ExrHeader header = header(frame, options.plate(), layers);
        return List.of(Rendered.of(
                Output.CRYPTOMATTE,
                ExrStripes.write(header, () -> rows(frame, soft, layers, header, options.plate()))));
    }

    private static ExrStripes.Rows rows(
            Frame frame, MatteFrame soft, List<CryptoLayer> layers, ExrHeader header, boolean plate) {
        List<CryptoSheets> sheets = layers.stream()
                .map(layer -> CryptoSheets.of(layer, soft, header))
                .toList();
        Matte everybody = Matte.wholePerson(0);
        ExrPicture picture = new ExrPicture(frame, soft, everybody, header, plate);
        List<Matte> read = new ArrayList<>(List.of(everybody));
        layers.forEach(layer -> read.addAll(layer.objects()));
        MatteRows rows = new MatteRows(soft, read);
        float[] values = new float[frame.width()];
        return (y, file) -> {
            if (picture.reads(y) || sheets.stream().anyMatch(sheet -> sheet.at(y))) {
                rows.read(y);
            }
            picture.row(y, rows, file);
            for (CryptoSheets sheet : sheets) {
                sheet.row(y, rows, values, file);
            }
        };
    }

    private static ExrHeader header(Frame frame, boolean plate, List<CryptoLayer> layers) {
        List<Channel> channels = new ArrayList<>(ExrPicture.channels(frame.metadata(), plate));
        List<Attribute> attributes = new ArrayList<>();
        for (CryptoLayer layer : layers) {
            channels.addAll(layer.channels());
            attributes.addAll(layer.attributes());
        }
        return ExrHeader.of(frame.metadata(), channels).with(attributes);
    }
}
