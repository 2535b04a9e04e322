// What the loader of shapes uses of After Effects' object model, refusing what After Effects refuses.
// Functions of later editions of the language are taken away first: ExtendScript has none of them.
(function () {
    var later = ['forEach', 'map', 'filter', 'indexOf', 'lastIndexOf', 'reduce', 'reduceRight', 'every', 'some', 'find', 'includes', 'fill'];
    for (var i = 0; i < later.length; i++) {
        delete Array.prototype[later[i]];
    }
    delete Array.isArray;
    delete Object.keys;
    delete Object.create;
    delete Object.assign;
    delete Object.defineProperty;
    delete String.prototype.trim;
    delete Function.prototype.bind;
    delete Date.now;
}());
delete this.JSON;

var MaskMode = {NONE: 'none', ADD: 'add', SUBTRACT: 'subtract'};
var alerts = [];
function alert(text) {
    alerts[alerts.length] = text;
}
function Shape() {
    this.closed = true;
}
function CompItem(width, height) {
    var comp = this;
    this.width = width;
    this.height = height;
    this.pixelAspect = 1;
    this.duration = 4;
    this.frameDuration = 1 / 24;
    this.solids = [];
    this.layers = {
        addSolid: function (colour, name, w, h, aspect, duration) {
            if (arguments.length < 5 || colour.length !== 3 || w !== Math.floor(w) || h !== Math.floor(h) || w > 30000) {
                throw new Error('addSolid: wrong arguments');
            }
            var layer = new Layer(name, w, h);
            comp.solids.unshift(layer); // new layers come on top
            return layer;
        }
    };
}
function PathProperty() {
    this.times = null;
    this.values = null;
}
function checkPath(value) {
    var n = value.vertices.length;
    if (!(value instanceof Shape) || n < 2 || value.inTangents.length !== n || value.outTangents.length !== n) {
        throw new Error('not a path');
    }
    for (var i = 0; i < n; i++) {
        if (value.vertices[i].length !== 2 || value.inTangents[i].length !== 2 || value.outTangents[i].length !== 2) {
            throw new Error('not pairs of numbers');
        }
    }
}
PathProperty.prototype.setValue = function (value) {
    checkPath(value);
    this.times = [];
    this.values = [value];
};
PathProperty.prototype.setValuesAtTimes = function (times, values) {
    if (times.length !== values.length) {
        throw new Error('times and values differ in number');
    }
    for (var i = 0; i < times.length; i++) {
        checkPath(values[i]);
        if (i > 0 && !(times[i] > times[i - 1]) || values[i].vertices.length !== values[0].vertices.length) {
            throw new Error('times or vertices are wrong');
        }
    }
    this.times = times;
    this.values = values;
};
var KeyframeInterpolationType = {HOLD: 'hold', LINEAR: 'linear'};
function NumberProperty() {
    this.times = [];
    this.values = [];
    this.held = 0;
}
NumberProperty.prototype.setValuesAtTimes = function (times, values) {
    for (var i = 0; i < times.length; i++) {
        if (typeof values[i] !== 'number' || times.length !== values.length || i > 0 && !(times[i] > times[i - 1])) {
            throw new Error('times or values are wrong');
        }
    }
    this.times = times;
    this.values = values;
};
NumberProperty.prototype.setInterpolationTypeAtKey = function (key, type) {
    if (key < 1 || key > this.times.length || type !== KeyframeInterpolationType.HOLD) {
        throw new Error('no key ' + key);
    }
    this.held++;
};
function Mask() {
    this.path = new PathProperty();
    this.opacity = new NumberProperty();
    this.valid = true;
}
Mask.prototype.property = function (name) {
    if (name !== 'ADBE Mask Shape' && name !== 'ADBE Mask Opacity' || !this.valid) {
        throw new Error('no property ' + name + ', or the object is invalid');
    }
    return name === 'ADBE Mask Shape' ? this.path : this.opacity;
};
function Layer(name, width, height) {
    var layer = this;
    this.name = name;
    this.width = width;
    this.height = height;
    this.scale = [100, 100];
    this.masks = [];
    this.property = function (group) {
        if (group === 'ADBE Mask Parade') {
            return {addProperty: function (kind) {
                if (kind !== 'ADBE Mask Atom') {
                    throw new Error('no property ' + kind);
                }
                for (var i = 0; i < layer.masks.length; i++) {
                    layer.masks[i].valid = false; // as in After Effects: references to siblings go stale
                }
                return layer.masks[layer.masks.length] = new Mask();
            }};
        }
        if (group === 'ADBE Transform Group') {
            return {property: function (kind) {
                if (kind !== 'ADBE Scale') {
                    throw new Error('no property ' + kind);
                }
                return {setValue: function (value) {
                    layer.scale = value;
                }};
            }};
        }
        throw new Error('no group ' + group);
    };
}
var undo = 0;
var app = {
    project: {activeItem: null},
    beginUndoGroup: function (name) {
        if (undo++ !== 0) {
            throw new Error('nested undo groups');
        }
    },
    endUndoGroup: function () {
        if (--undo !== 0) {
            throw new Error('undo groups out of step');
        }
    }
};
