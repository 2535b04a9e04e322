// Limn's shapes for After Effects: open a composition, then File > Scripts > Run Script File.
// Each matte becomes a solid with its outlines as masks (holes are subtracted); each centre line becomes a solid with one open mask.
// The data is JSON at the end of this file; the function before it is the same in every file. ExtendScript, ECMAScript 3.
function limnLoadShapes(data) {
    var palette = [[0.9, 0.3, 0.2], [0.2, 0.6, 0.9], [0.3, 0.8, 0.4], [0.9, 0.7, 0.2], [0.6, 0.4, 0.9], [0.2, 0.8, 0.8]];

    function path(shape, key) {
        var result = new Shape();
        var vertices = [];
        var before = [];
        var after = [];
        var i, v;
        for (i = 0; i < key.vertices.length; i++) {
            v = key.vertices[i];
            vertices[i] = [v[0], v[1]];
            before[i] = [v[2], v[3]];
            after[i] = [v[4], v[5]];
        }
        result.vertices = vertices;
        result.inTangents = before;
        result.outTangents = after;
        result.closed = shape.closed;
        return result;
    }

    function setPath(property, shape, comp, first) {
        var times = [];
        var values = [];
        var i;
        if (shape.keys.length === 1) {
            property.setValue(path(shape, shape.keys[0]));
            return;
        }
        for (i = 0; i < shape.keys.length; i++) {
            times[i] = (shape.keys[i].frame - first) * comp.frameDuration;
            values[i] = path(shape, shape.keys[i]);
        }
        property.setValuesAtTimes(times, values);
    }

    function addMask(layer, shape, colour, comp, first) {
        var mask = layer.property("ADBE Mask Parade").addProperty("ADBE Mask Atom");
        mask.name = shape.name;
        mask.color = colour;
        if (shape.kind === "centre-line") {
            mask.maskMode = MaskMode.NONE;
        } else {
            mask.maskMode = shape.kind === "hole" ? MaskMode.SUBTRACT : MaskMode.ADD;
        }
        setPath(mask.property("ADBE Mask Shape"), shape, comp, first);
        if (typeof shape.first === "number") {
            setLife(mask.property("ADBE Mask Opacity"), shape, comp, first);
        }
    }

    // Held at 0 where the shape isn't there.
    function setLife(opacity, shape, comp, first) {
        var times = [(shape.first - first) * comp.frameDuration, (shape.last + 1 - first) * comp.frameDuration];
        var values = [100, 0];
        var i;
        if (shape.first > first) {
            times = [0, times[0], times[1]];
            values = [0, 100, 0];
        }
        opacity.setValuesAtTimes(times, values);
        for (i = 1; i <= times.length; i++) {
            opacity.setInterpolationTypeAtKey(i, KeyframeInterpolationType.HOLD);
        }
    }

    function groups() {
        var list = [];
        var known = {};
        var i, shape, name;
        for (i = 0; i < data.shapes.length; i++) {
            shape = data.shapes[i];
            name = shape.kind === "centre-line" ? shape.name : shape.matte;
            if (!known["of " + name]) {
                known["of " + name] = {name: name, shapes: []};
                list[list.length] = known["of " + name];
            }
            known["of " + name].shapes[known["of " + name].shapes.length] = shape;
        }
        return list;
    }

    function firstFrame() {
        var first = null;
        var i;
        for (i = 0; i < data.shapes.length; i++) {
            if (first === null || data.shapes[i].keys[0].frame < first) {
                first = data.shapes[i].keys[0].frame;
            }
        }
        return first;
    }

    function load(comp) {
        var list = groups();
        var first = firstFrame();
        var i, k, layer, colour;
        for (i = list.length - 1; i >= 0; i--) { // new layers come on top
            colour = palette[i % palette.length];
            layer = comp.layers.addSolid(colour, list[i].name, data.width, data.height, comp.pixelAspect, comp.duration);
            if (comp.width !== data.width || comp.height !== data.height) {
                layer.property("ADBE Transform Group").property("ADBE Scale")
                    .setValue([100 * comp.width / data.width, 100 * comp.height / data.height]);
            }
            for (k = 0; k < list[i].shapes.length; k++) {
                addMask(layer, list[i].shapes[k], colour, comp, first);
            }
        }
    }

    var comp = app.project ? app.project.activeItem : null;
    if (!(comp instanceof CompItem)) {
        alert("Open the composition that the shapes belong to, then run this script again.");
        return;
    }
    app.beginUndoGroup("Load Limn's shapes");
    try {
        load(comp);
    } finally {
        app.endUndoGroup();
    }
}
