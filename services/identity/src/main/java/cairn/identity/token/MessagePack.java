package cairn.identity.token;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md) that tokens are
 * made of: arrays as {@link List}, byte strings as {@code byte[]}, text, booleans, whole numbers as
 * {@link Long} and floating ones as {@link Double}.
 */
final class MessagePack {
  private static final int DEPTH_MAX = 8;

  private MessagePack() {}

  static byte[] pack(Object value) {
    var out = new ByteArrayOutputStream(96);
    write(out, value);
    return out.toByteArray();
  }

  /** Throws {@link IllegalArgumentException} for anything but one value of the types above. */
  static Object unpack(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    try {
      var value = read(buffer, 0);
      if (buffer.hasRemaining()) {
        throw new IllegalArgumentException("more than one value");
      }
      return value;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("cut short", e);
    }
  }

  private static void write(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case Boolean truth -> out.write(truth ? 0xc3 : 0xc2);
      case Integer number -> whole(out, number);
      case Long number -> whole(out, number);
      case Double number ->
          out.writeBytes(ByteBuffer.allocate(9).put((byte) 0xcb).putDouble(number).array());
      case byte[] bytes -> {
        head(out, bytes.length, 0, -1, 0xc4, 0xc5);
        out.writeBytes(bytes);
      }
      case String text -> {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        head(out, bytes.length, 0xa0, 31, 0xd9, 0xda);
        out.writeBytes(bytes);
      }
      case List<?> items -> {
        if (items.size() > 15) {
          throw new IllegalArgumentException("a token has no list of " + items.size());
        }
        out.write(0x90 | items.size());
        items.forEach(item -> write(out, item));
      }
      default -> throw new IllegalArgumentException("cannot pack " + value.getClass());
    }
  }

  private static void whole(ByteArrayOutputStream out, long number) {
    if (number < 0) {
      throw new IllegalArgumentException("a token has no negative number");
    } else if (number < 0x80) {
      out.write((int) number);
    } else if (number < 0x100) {
      out.writeBytes(new byte[] {(byte) 0xcc, (byte) number});
    } else {
      out.writeBytes(ByteBuffer.allocate(9).put((byte) 0xcf).putLong(number).array());
    }
  }

  private static void head(
      ByteArrayOutputStream out, int length, int small, int smallMax, int byte1, int byte2) {
    if (length <= smallMax) {
      out.write(small | length);
    } else if (length < 0x100) {
      out.writeBytes(new byte[] {(byte) byte1, (byte) length});
    } else if (length < 0x10000) {
      out.writeBytes(new byte[] {(byte) byte2, (byte) (length >> 8), (byte) length});
    } else {
      throw new IllegalArgumentException("a token has no text of %d bytes".formatted(length));
    }
  }

  private static Object read(ByteBuffer in, int depth) {
    if (depth > DEPTH_MAX) {
      throw new IllegalArgumentException("nested too deeply");
    }
    var kind = in.get() & 0xff;
    if (kind < 0x80) {
      return (long) kind;
    }
    if ((kind & 0xf0) == 0x90) {
      return list(in, kind & 0x0f, depth);
    }
    if ((kind & 0xe0) == 0xa0) {
      return text(in, kind & 0x1f);
    }
    return switch (kind) {
      case 0xc2 -> false;
      case 0xc3 -> true;
      case 0xc4 -> bytes(in, in.get() & 0xff);
      case 0xc5 -> bytes(in, in.getShort() & 0xffff);
      case 0xca -> (double) in.getFloat();
      case 0xcb -> in.getDouble();
      case 0xcc -> (long) (in.get() & 0xff);
      case 0xcd -> (long) (in.getShort() & 0xffff);
      case 0xce -> in.getInt() & 0xffffffffL;
      case 0xcf, 0xd3 -> in.getLong();
      case 0xd9 -> text(in, in.get() & 0xff);
      case 0xda -> text(in, in.getShort() & 0xffff);
      case 0xdc -> list(in, in.getShort() & 0xffff, depth);
      default -> throw new IllegalArgumentException("unexpected kind " + kind);
    };
  }

  private static List<Object> list(ByteBuffer in, int size, int depth) {
    if (size > in.remaining()) {
      throw new IllegalArgumentException("cut short");
    }
    var items = new ArrayList<>(size);
    for (var i = 0; i < size; i++) {
      items.add(read(in, depth + 1));
    }
    return items;
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new IllegalArgumentException("cut short");
    }
    var bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in, int length) {
    return new String(bytes(in, length), StandardCharsets.UTF_8);
  }
}
