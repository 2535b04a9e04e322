package io.limn.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.limn.config.Setting;
import io.limn.model.input.ElementType;
import io.limn.model.input.InputSize;
import io.limn.model.input.Layout;
import io.limn.model.input.SizeRule;
import io.limn.parsing.Mirror;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Whether the network takes the input that its manifest and the settings would give it. */
final class InputCheck {
    /** Frame shapes that no rule gives the same input size by chance: wide, tall, small. */
    private static final List<int[]> FRAMES =
            List.of(new int[] {1920, 1080}, new int[] {600, 1000}, new int[] {90, 70});

    private InputCheck() {}

    /**
     * @param tensor the input as the network declares it
     * @throws InvalidModelException naming the field and the fix
     * @throws io.limn.config.InvalidSettingException where a setting asks for a size that the network doesn't take
     */
    static void check(Path file, ModelPackage model, ModelSettings settings, TensorInfo tensor) {
        ModelManifest.Input input = model.manifest().input();
        boolean bytes = input.type() == ElementType.UINT8;
        if (tensor.type != (bytes ? OnnxJavaType.UINT8 : OnnxJavaType.FLOAT)) {
            throw new InvalidModelException(
                    file,
                    "input.type: is " + (bytes ? "uint8" : "float32") + ", but the network reads " + tensor.type
                            + "; Limn feeds float32 and uint8");
        }
        long[] shape = tensor.getShape();
        boolean planes = input.layout() == Layout.NCHW;
        if (shape.length != 4 || shape[planes ? 1 : 3] > 0 && shape[planes ? 1 : 3] != 3) {
            throw new InvalidModelException(
                    file,
                    "input.layout: is " + input.layout() + ", 1x" + (planes ? "3xHxW" : "HxWx3")
                            + ", but the network reads " + Arrays.toString(shape));
        }
        checkFixed(file, model, settings, shape[planes ? 2 : 1], shape[planes ? 3 : 2]);
    }

    private static void checkFixed(Path file, ModelPackage model, ModelSettings settings, long height, long width) {
        if (!fits(model.manifest().input().size(), width, height)) {
            throw new InvalidModelException(
                    file,
                    "input.size: the network takes inputs of " + size(width) + " columns and " + size(height)
                            + " rows only; rule stretch with that width and height always gives them");
        }
        SizeRule sizes = settings.sizeOf(model);
        Setting.require(
                fits(sizes, width, height),
                "limn.model.pixels",
                settings.inference().pixels().orElse(0),
                "leave it out, model " + model.id().name() + " takes inputs of one size only");
        Mirror mirror = settings.mirrorOf(model);
        Setting.require(
                mirror != Mirror.HALF || width <= 0 && height <= 0,
                "limn.model.mirror",
                mirror,
                "use none or full, model " + model.id().name() + " takes inputs of one size only");
    }

    private static boolean fits(SizeRule sizes, long width, long height) {
        return FRAMES.stream().allMatch(frame -> {
            InputSize size = sizes.plan(frame[0], frame[1]);
            return (width <= 0 || size.width() == width) && (height <= 0 || size.height() == height);
        });
    }

    private static String size(long side) {
        return side > 0 ? Long.toString(side) : "any number of";
    }
}
