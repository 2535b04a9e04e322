package io.limn.shot.temporal;

import io.limn.label.LabelSet;
import io.limn.parsing.CellGrid;
import io.limn.shot.track.Tracks;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** What a {@link TemporalFilter} knows between two frames. */
public final class FilterState {
    private static final int FORMAT = 5;
    private static final int MOST_PERSONS = 256;

    private final Tracks tracks;
    private final PeopleLabels people;
    private final int[] numbers;
    private final Estimate past;
    private final Estimate answer;

    /**
     * @param numbers the numbers in the shot of the last frame's persons
     * @param past the estimate from the last frame and those before it
     * @param answer the result for the last frame
     */
    FilterState(Tracks tracks, PeopleLabels people, int[] numbers, Estimate past, Estimate answer) {
        this.tracks = tracks;
        this.people = people;
        this.numbers = numbers;
        this.past = past;
        this.answer = answer;
    }

    Tracks tracks() {
        return tracks;
    }

    PeopleLabels people() {
        return people;
    }

    int[] numbers() {
        return numbers;
    }

    Estimate past() {
        return past;
    }

    Estimate answer() {
        return answer;
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        tracks.write(out);
        people.write(out);
        out.writeInt(numbers.length);
        for (int number : numbers) {
            out.writeInt(number);
        }
        FrameCells cells = past.cells();
        CellGrid grid = cells.grid();
        for (int number : new int[] {cells.width(), cells.height(), grid.width(), grid.height()}) {
            out.writeInt(number);
        }
        for (double number : new double[] {grid.left(), grid.top(), grid.stepX(), grid.stepY()}) {
            out.writeDouble(number);
        }
        past.write(out);
        answer.write(out);
    }

    /**
     * @param labels the model's layers
     * @throws IOException if this is not a state of this format and model
     */
    public static FilterState read(DataInputStream in, List<LabelSet> labels) throws IOException {
        if (in.readInt() != FORMAT) {
            throw new IOException("the state is of another version");
        }
        Tracks tracks = Tracks.read(in);
        PeopleLabels people = PeopleLabels.read(in);
        int[] numbers = numbers(in);
        int width = in.readInt();
        int height = in.readInt();
        int columns = in.readInt();
        int rows = in.readInt();
        CellGrid grid = new CellGrid(columns, rows, in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        FrameCells like = new FrameCells(width, height, grid, labels, List.of(), null);
        return new FilterState(tracks, people, numbers, Estimate.read(in, like), Estimate.read(in, like));
    }

    private static int[] numbers(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_PERSONS) {
            throw new IOException("the state has the numbers of " + count + " persons");
        }
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.readInt();
        }
        return numbers;
    }
}
