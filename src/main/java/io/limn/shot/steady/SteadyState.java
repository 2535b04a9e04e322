package io.limn.shot.steady;

import io.limn.label.LabelSet;
import io.limn.parsing.CellGrid;
import io.limn.shot.track.Tracks;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a {@link Steadier} knows between two frames. */
public final class SteadyState {
    private static final int FORMAT = 2;

    private final Tracks tracks;
    private final PeopleLabels people;
    private final Estimate estimate;

    SteadyState(Tracks tracks, PeopleLabels people, Estimate estimate) {
        this.tracks = tracks;
        this.people = people;
        this.estimate = estimate;
    }

    Tracks tracks() {
        return tracks;
    }

    PeopleLabels people() {
        return people;
    }

    Estimate estimate() {
        return estimate;
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        tracks.write(out);
        people.write(out);
        FrameCells cells = estimate.cells();
        CellGrid grid = cells.grid();
        for (int number : new int[] {cells.width(), cells.height(), grid.width(), grid.height()}) {
            out.writeInt(number);
        }
        for (double number : new double[] {grid.left(), grid.top(), grid.stepX(), grid.stepY()}) {
            out.writeDouble(number);
        }
        write(out, estimate.weight());
        out.writeInt(cells.persons().planes());
        write(out, cells.persons().values());
        out.writeInt(cells.layers().size());
        for (CellPlanes layer : cells.layers()) {
            write(out, layer.values());
        }
    }

    /**
     * @param labels the model's layers
     * @throws IOException where this is no state of this format and model
     */
    public static SteadyState read(DataInputStream in, List<LabelSet> labels) throws IOException {
        if (in.readInt() != FORMAT) {
            throw new IOException("the state is of another version");
        }
        Tracks tracks = Tracks.read(in);
        PeopleLabels people = PeopleLabels.read(in);
        int width = in.readInt();
        int height = in.readInt();
        int columns = in.readInt();
        int rows = in.readInt();
        CellGrid grid = new CellGrid(columns, rows, in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        float[] weight = floats(in, grid.cells());
        int planes = in.readInt();
        CellPlanes persons = CellPlanes.read(floats(in, (long) planes * grid.cells()), planes);
        if (in.readInt() != labels.size()) {
            throw new IOException("the state is another model's");
        }
        List<CellPlanes> layers = new ArrayList<>();
        for (LabelSet layer : labels) {
            layers.add(CellPlanes.read(floats(in, (long) layer.size() * grid.cells()), layer.size()));
        }
        FrameCells cells = new FrameCells(width, height, grid, labels, layers, persons);
        return new SteadyState(tracks, people, new Estimate(cells, weight));
    }

    private static void write(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private static float[] floats(DataInputStream in, long expected) throws IOException {
        int count = in.readInt();
        if (count != expected) {
            throw new IOException("the state has " + count + " values where " + expected + " belong");
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }
}
