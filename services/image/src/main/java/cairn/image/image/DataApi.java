package cairn.image.image;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** The routes by which the bytes of images come and go, in constant memory. */
public final class DataApi {
  private static final int BUFFER = 256 << 10;
  private static final String BINARY = "application/octet-stream";

  private final Images images;
  private final ImageAccess access;

  public DataApi(Images images) {
    this.images = images;
    this.access = new ImageAccess(images);
  }

  /** Enters the routes into the table. */
  public void addTo(Routes routes) {
    routes
        .put("/v2/images/{image}/file")
        .streamed()
        .policyInHandler(ImagePolicy.UPLOAD)
        .to(this::upload);
    routes
        .put("/v2/images/{image}/stage")
        .streamed()
        .policyInHandler(ImagePolicy.UPLOAD)
        .to(this::stage);
    routes.get("/v2/images/{image}/file").policyInHandler(ImagePolicy.DOWNLOAD).to(this::download);
  }

  private Response upload(Request request) {
    var image = access.allowed(request);
    checkBinary(request);
    images.uploads().upload(image.id(), project(request), request.stream(), announced(request));
    return Response.empty(204);
  }

  private Response stage(Request request) {
    var image = access.allowed(request);
    checkBinary(request);
    images.uploads().stage(image.id(), project(request), request.stream(), announced(request));
    return Response.empty(204);
  }

  private static void checkBinary(Request request) {
    var type = request.header("Content-Type").orElse("");
    if (!type.split(";")[0].strip().equals(BINARY)) {
      throw new CloudException(
          Kind.UNSUPPORTED_MEDIA_TYPE,
          "The media type %s is not supported: use %s.".formatted(type, BINARY));
    }
  }

  /** Whose limits count: the caller's, as in the reference, whoever owns the image. */
  private static String project(Request request) {
    return request.caller().projectId().orElse("");
  }

  private static Optional<Long> announced(Request request) {
    return request
        .header("Content-Length")
        .or(() -> request.header("x-openstack-image-size"))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::valueOf);
  }

  private Response download(Request request) {
    var image = access.allowed(request);
    if (image.status() == ImageStatus.DEACTIVATED && !request.caller().hasRole("admin")) {
      throw new CloudException(
          Kind.FORBIDDEN,
          "The requested image has been deactivated. Image data download is forbidden.");
    }
    if (!Images.hasData(image.status())) {
      return Response.empty(204);
    }
    var range =
        request.header("Range").flatMap(header -> ByteRange.parse(header, image.sizeBytes()));
    var part = range.orElseGet(() -> new ByteRange(0, image.sizeBytes() - 1));
    // Opened now, so that a missing file is an error and not a broken answer.
    var channel = images.channel(image);
    var response =
        Response.stream(
            range.isPresent() ? 206 : 200,
            BINARY,
            part.length(),
            out -> {
              try (channel) {
                send(channel, part, out);
              }
            });
    if (range.isPresent()) {
      return response.header(
          "Content-Range",
          "bytes %d-%d/%d".formatted(part.first(), part.last(), image.sizeBytes()));
    }
    // The reference's form: the hexadecimal digits, not RFC 1864's base 64.
    return response.header("Content-MD5", image.checksum()).header("Accept-Ranges", "bytes");
  }

  private static void send(FileChannel channel, ByteRange part, OutputStream out)
      throws IOException {
    var buffer = ByteBuffer.allocate(BUFFER);
    var position = part.first();
    for (var left = part.length(); left > 0; ) {
      buffer.clear().limit((int) Math.min(left, BUFFER));
      var read = channel.read(buffer, position);
      if (read < 0) {
        throw new IOException("the image's file is too short");
      }
      out.write(buffer.array(), 0, read);
      position += read;
      left -= read;
    }
  }
}
