package cairn.http;

import cairn.common.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An answer, built up by the handler's thread and then sent. */
public final class Response {
  /** Writes a body of any size as it goes out; may block. */
  @FunctionalInterface
  public interface Writer {
    /** Writes all of it. */
    void write(OutputStream out) throws IOException;
  }

  /** A header field. */
  public record Header(String name, String value) {}

  /** What follows the header. */
  sealed interface Body {
    record None() implements Body {}

    record Bytes(ByteBuffer bytes) implements Body {
      Bytes(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
      }
    }

    /** A length of -1 is not known before the end. */
    record Stream(long length, Writer writer) implements Body {}
  }

  /** Gives away what it was written to, without a copy. */
  private static final class JsonBytes extends ByteArrayOutputStream {
    JsonBytes() {
      super(2048);
    }

    Body body() {
      return new Body.Bytes(ByteBuffer.wrap(buf, 0, count));
    }
  }

  private final int status;
  private final Body body;
  private final List<Header> headers = new ArrayList<>();

  private Response(int status, Body body) {
    this.status = status;
    this.body = body;
  }

  /** A status without a body. */
  public static Response empty(int status) {
    return new Response(status, new Body.None());
  }

  /** A JSON document. */
  public static Response json(int status, JsonBody document) {
    var bytes = new JsonBytes();
    try (var generator = Json.MAPPER.createGenerator(bytes)) {
      document.write(generator);
    }
    return new Response(status, bytes.body()).header("Content-Type", "application/json");
  }

  /** A JSON document with status 200. */
  public static Response ok(JsonBody document) {
    return json(200, document);
  }

  /** A text of that media type. */
  public static Response text(int status, String mediaType, String text) {
    return new Response(status, new Body.Bytes(text.getBytes(StandardCharsets.UTF_8)))
        .header("Content-Type", mediaType);
  }

  /** Bytes of that media type. */
  public static Response bytes(int status, String mediaType, byte[] bytes) {
    return new Response(status, new Body.Bytes(bytes)).header("Content-Type", mediaType);
  }

  /**
   * A body of any size, written as it goes out.
   *
   * @param length in bytes; -1 when it is not known
   */
  public static Response stream(int status, String mediaType, long length, Writer writer) {
    return new Response(status, new Body.Stream(length, writer)).header("Content-Type", mediaType);
  }

  /** Adds a header field. */
  public Response header(String name, String value) {
    headers.add(new Header(name, value));
    return this;
  }

  public int status() {
    return status;
  }

  public List<Header> headers() {
    return headers;
  }

  Body body() {
    return body;
  }
}
