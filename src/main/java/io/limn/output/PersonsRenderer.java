package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Palette;
import io.limn.parsing.Parsing;
import io.limn.parsing.PersonMap;
import java.util.List;

/** Person ids as an indexed PNG in PASCAL VOC's colours; 0, black, is nobody. */
record PersonsRenderer(Palette voc) implements Renderer {
    @Override
    public Output output() {
        return Output.PERSONS;
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        PersonMap persons = parsing.personMap();
        return List.of(Rendered.of(
                Output.PERSONS, IndexedPng.write(persons.width(), persons.height(), persons.ids(), voc.rgb())));
    }
}
