package io.limn.m2fp.torch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads {@code data.pkl} of a checkpoint. A pickle can name any Python callable; this reader knows the four that tensors need and rejects
 * every other, so that no untrusted object is ever constructed.
 */
final class TensorPickle extends Unpickler {
    private static final int GLOBAL = 'c';
    private static final int STACK_GLOBAL = 0x93;
    private static final int INST = 'i';
    private static final int OBJ = 'o';
    /** Opcodes followed by a length, and the number of bytes of that length. */
    private static final Map<Integer, Integer> LENGTHS =
            Map.of((int) 'X', 4, (int) 'T', 4, (int) 'B', 4, 0x8b, 4, 0x8d, 8, 0x8e, 8, 0x96, 8);

    private static final int SET_ITEM = 's';
    private static final Set<Integer> SET_ITEMS = Set.of((int) 'u', (int) 'd');
    private static final Set<Integer> SETS = Set.of(0x90, 0x91);
    private static final Set<Integer> OUT_OF_BAND = Set.of(0x97, 0x98, 0x82, 0x83, 0x84);

    /** An ordered dictionary; its attributes ({@code _metadata}) are ignored. */
    public static final class OrderedDict extends LinkedHashMap<Object, Object> {
        private static final long serialVersionUID = 1L;

        /** Called by name when the pickle sets attributes. */
        public void __setstate__(HashMap<String, Object> attributes) {}
    }

    /** A storage class; it is only a value on the stack and never called. */
    private record StorageClass(TorchTensor.Type type) implements IObjectConstructor {
        @Override
        public Object construct(Object[] arguments) {
            throw new PickleException("a storage class is called");
        }
    }

    private final Map<String, IObjectConstructor> known;
    private final TorchTensor.Storage.Source source;

    TensorPickle(TorchTensor.Storage.Source source) {
        this.source = source;
        this.known = Map.of(
                "collections.OrderedDict",
                arguments -> new OrderedDict(),
                "torch._utils._rebuild_tensor_v2",
                TensorPickle::tensor,
                "torch.FloatStorage",
                new StorageClass(TorchTensor.Type.FLOAT),
                "torch.LongStorage",
                new StorageClass(TorchTensor.Type.LONG));
    }

    /** @throws CheckpointException if the pickle is damaged or needs anything but tensors; names what it needs */
    static Object read(byte[] pickle, TorchTensor.Storage.Source source) throws IOException {
        try {
            return new TensorPickle(source).load(new ByteArrayInputStream(pickle));
        } catch (CheckpointException e) {
            throw e;
        } catch (IOException e) {
            throw new CheckpointException("the checkpoint's data.pkl is damaged: " + e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new CheckpointException("the checkpoint's data.pkl is damaged: " + fault(e));
        }
    }

    /** The unpickler takes each instruction's operands for what a sound pickle has there, and fails in many ways where they are not. */
    private static String fault(Throwable failure) {
        return failure instanceof PickleException && failure.getCause() == null
                ? failure.getMessage()
                : "an instruction doesn't fit the values before it";
    }

    @Override
    protected Object dispatch(short key) throws IOException {
        int opcode = key & 0xFF;
        if (LENGTHS.containsKey(opcode)) {
            refuseLongerThanTheRest(LENGTHS.get(opcode));
        }
        if (opcode == GLOBAL) {
            String module = PickleUtils.readline(input);
            stack.add(constructor(module + "." + PickleUtils.readline(input)));
            return NO_RETURN_VALUE;
        }
        if (opcode == STACK_GLOBAL) {
            Object name = stack.pop();
            stack.add(constructor(stack.pop() + "." + name));
            return NO_RETURN_VALUE;
        }
        if (opcode == INST) {
            throw refused(PickleUtils.readline(input) + "." + PickleUtils.readline(input));
        }
        if (opcode == OBJ || OUT_OF_BAND.contains(opcode)) {
            throw refused("an object of opcode 0x" + Integer.toHexString(opcode));
        }
        if (opcode == SET_ITEM) {
            Object value = stack.pop();
            hashed(stack.peek());
            stack.add(value);
        } else if (SET_ITEMS.contains(opcode) || SETS.contains(opcode)) {
            List<Object> items = stack.pop_all_since_marker();
            for (int i = 0; i < items.size(); i += SETS.contains(opcode) ? 1 : 2) {
                hashed(items.get(i));
            }
            stack.add_mark();
            items.forEach(stack::add);
        }
        return super.dispatch(key);
    }

    /** Rejects lists and maps as keys, as Python does: lists nested through shared references would take exponential time to hash. */
    private static void hashed(Object key) {
        if (key instanceof Collection || key instanceof Map) {
            throw new CheckpointException("the checkpoint's data.pkl is damaged: a list or map as a key");
        }
    }

    private IObjectConstructor constructor(String global) {
        IObjectConstructor constructor = known.get(global);
        if (constructor == null) {
            throw refused(global);
        }
        return constructor;
    }

    private static CheckpointException refused(String what) {
        return new CheckpointException("the checkpoint's pickle asks for '" + what
                + "', which a map of tensors does not need; refused, since a pickle can run code");
    }

    /** Rejects a length beyond the pickle's end, since the library would allocate that much. */
    private void refuseLongerThanTheRest(int bytes) throws IOException {
        input.mark(bytes);
        byte[] read = Arrays.copyOf(input.readNBytes(bytes), 8);
        input.reset();
        long length = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > input.available()) {
            throw new CheckpointException("the checkpoint's data.pkl is damaged: a text of " + length + " bytes");
        }
    }

    @Override
    protected Object persistentLoad(Object id) {
        if (id instanceof Object[] parts
                && parts.length >= 5
                && "storage".equals(parts[0])
                && parts[1] instanceof StorageClass storage
                && parts[2] instanceof String key
                && parts[4] instanceof Number elements) {
            return new TorchTensor.Storage(storage.type(), key, elements.longValue(), source);
        }
        throw new CheckpointException("the checkpoint's data.pkl is damaged: an unknown kind of storage reference");
    }

    private static TorchTensor tensor(Object[] arguments) {
        if (arguments.length < 4
                || !(arguments[0] instanceof TorchTensor.Storage storage)
                || !(arguments[1] instanceof Number offset)) {
            throw new CheckpointException("the checkpoint's data.pkl is damaged: a tensor without a storage");
        }
        long[] shape = longs(arguments[2]);
        long[] strides = longs(arguments[3]);
        if (shape.length != strides.length) {
            throw new CheckpointException("the checkpoint's data.pkl is damaged: a tensor of " + shape.length
                    + " sides with " + strides.length + " strides");
        }
        return new TorchTensor("", storage, offset.longValue(), shape, strides);
    }

    private static long[] longs(Object tuple) {
        List<Object> items = tuple instanceof Object[] array ? List.of(array) : List.of();
        return items.stream().mapToLong(item -> ((Number) item).longValue()).toArray();
    }
}
