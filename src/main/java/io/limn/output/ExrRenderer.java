package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.output.exr.Channel;
import io.limn.output.exr.ExrHeader;
import io.limn.output.exr.ExrStripes;
import io.limn.output.exr.ExrWriter;
import io.limn.output.exr.LayerNames;
import io.limn.output.exr.PixelType;
import io.limn.output.matte.Matte;
import io.limn.output.matte.MatteBounds;
import io.limn.output.matte.MatteChoice;
import io.limn.output.matte.MatteFrame;
import io.limn.output.matte.MatteRows;
import io.limn.output.matte.Window;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.ArrayList;
import java.util.List;

/**
 * Mattes as layers of one EXR file: {@code left-arm.A} and its like, half floats; and the maps of ids, {@code ids-parts.R} and its like,
 * as floats. Which channels there are depends on the model and on what was asked for, never on the frame.
 */
record ExrRenderer(Groups groups) implements Renderer {
    private static final String PERSONS = "persons";

    /** A matte on its way into a file; the window is null where the frame has none of it. */
    private record Sheet(Matte matte, Window window, int channel) {
        boolean at(int y) {
            return window != null && y >= window.top() && y < window.bottom();
        }

        void row(MatteRows rows, float[] scratch, ExrWriter file) {
            rows.runs(matte, window.left(), window.right(), scratch, new ExrChannels(new int[] {channel}, file));
        }
    }

    @Override
    public Output output() {
        return Output.EXR;
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        MatteFrame soft = MatteFrame.of(frame, parsing);
        List<LabelSet> sets = parsing.layers().stream().map(LabelLayer::labels).toList();
        List<Matte> mattes = MatteChoice.ofAnyFrame(options.parts(), sets, groups, options.persons());
        LayerNames names = new LayerNames();
        List<ExrIds> maps = idMaps(parsing, names);
        List<Channel> channels = mattes.stream()
                .map(matte -> new Channel(names.of(matte.name()) + ".A", PixelType.HALF))
                .toList();
        ExrHeader header = header(frame, options.plate(), maps, channels);
        int[] indices = maps.stream()
                .mapToInt(map -> header.indexOf(map.channel().name()))
                .toArray();
        List<Sheet> sheets = new ArrayList<>();
        for (int i = 0; i < mattes.size(); i++) {
            sheets.add(new Sheet(
                    mattes.get(i),
                    MatteBounds.of(mattes.get(i), soft).window(),
                    header.indexOf(channels.get(i).name())));
        }
        return List.of(Rendered.of(Output.EXR, ExrStripes.write(header, () -> {
            ExrStripes.Rows matted = rows(frame, soft, sheets, header, options.plate());
            return (y, file) -> {
                matted.row(y, file);
                for (int i = 0; i < indices.length; i++) {
                    maps.get(i).row(y, frame.width(), indices[i], file);
                }
            };
        })));
    }

    private static ExrStripes.Rows rows(
            Frame frame, MatteFrame soft, List<Sheet> sheets, ExrHeader header, boolean plate) {
        Matte everybody = Matte.wholePerson(0);
        ExrPicture picture = new ExrPicture(frame, soft, everybody, header, plate);
        List<Matte> read = new ArrayList<>(List.of(everybody));
        sheets.forEach(sheet -> read.add(sheet.matte()));
        MatteRows rows = new MatteRows(soft, read);
        float[] values = new float[frame.width()];
        return (y, file) -> {
            if (picture.reads(y) || sheets.stream().anyMatch(sheet -> sheet.at(y))) {
                rows.read(y);
            }
            picture.row(y, rows, file);
            for (Sheet sheet : sheets) {
                if (sheet.at(y)) {
                    sheet.row(rows, values, file);
                }
            }
        };
    }

    private static List<ExrIds> idMaps(Parsing parsing, LayerNames names) {
        List<ExrIds> maps = new ArrayList<>();
        for (LabelLayer layer : parsing.layers()) {
            maps.add(idMap(layer.labels().name(), layer.ids(), names));
        }
        maps.add(idMap(PERSONS, parsing.personMap().ids(), names));
        return maps;
    }

    /** As floats: every program reads them, and they hold any id exactly. */
    private static ExrIds idMap(String name, byte[] ids, LayerNames names) {
        return new ExrIds(ids, new Channel(names.of("ids-" + name) + ".R", PixelType.FLOAT));
    }

    private static ExrHeader header(Frame frame, boolean plate, List<ExrIds> maps, List<Channel> mattes) {
        List<Channel> channels = new ArrayList<>(ExrPicture.channels(frame.metadata(), plate));
        maps.forEach(map -> channels.add(map.channel()));
        channels.addAll(mattes);
        return ExrHeader.of(frame.metadata(), channels);
    }
}
