package cairn.agent;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sockets that listen in another network namespace of this machine. A socket belongs to the
 * namespace that its thread was in when it was made (setns(2)), whoever uses it later; so a thread
 * of its own enters the namespace, makes the socket and ends, and all else stays where it is.
 */
public final class NamespaceSockets {
  private static final int CLONE_NEWNET = 0x40000000;
  private static final int O_RDONLY = 0;
  private static final int O_CLOEXEC = 0x80000;
  private static final int BACKLOG = 128;

  private static final MethodHandle OPEN;
  private static final MethodHandle SETNS;
  private static final MethodHandle CLOSE;

  static {
    OPEN =
        function(
            "open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    SETNS =
        function(
            "setns",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    CLOSE = function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  }

  private NamespaceSockets() {}

  /**
   * Listens on that address in the network namespace of that file ({@code /run/netns/NAME}).
   *
   * @return a blocking channel that any thread of the process may accept from
   * @throws IOException when there is no such namespace, it may not be entered (CAP_SYS_ADMIN is
   *     needed), or the address is not to be had
   */
  public static ServerSocketChannel listen(Path namespace, InetSocketAddress address)
      throws IOException {
    var result = new AtomicReference<ServerSocketChannel>();
    var failure = new AtomicReference<Throwable>();
    var thread =
        Thread.ofPlatform()
            .name("enter-" + namespace.getFileName())
            .start(() -> {
              try {
                enter(namespace);
                result.set(bind(address));
              } catch (Throwable e) { // whatever it was, it is thrown to the caller below
                failure.set(e);
              }
            });
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while listening in " + namespace, e);
    }
    var channel = result.get();
    if (channel == null) {
      throw new IOException("cannot listen on " + address + " in " + namespace, failure.get());
    }
    return channel;
  }

  private static ServerSocketChannel bind(InetSocketAddress address) throws IOException {
    var family =
        address.getAddress() instanceof Inet4Address
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6;
    var channel = ServerSocketChannel.open(family);
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return channel.bind(address, BACKLOG);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void enter(Path namespace) throws Throwable {
    try (var arena = Arena.ofConfined()) {
      var path = arena.allocateFrom(namespace.toString());
      var descriptor = (int) OPEN.invokeExact(path, O_RDONLY | O_CLOEXEC);
      if (descriptor < 0) {
        throw new IOException("there is no network namespace " + namespace);
      }
      var entered = (int) SETNS.invokeExact(descriptor, CLONE_NEWNET);
      var closed = (int) CLOSE.invokeExact(descriptor);
      if (entered != 0 || closed != 0) {
        throw new IOException("network namespace " + namespace + " may not be entered");
      }
    }
  }

  @SuppressWarnings("restricted") // Java has no call of its own for namespaces
  private static MethodHandle function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    var linker = Linker.nativeLinker();
    MemorySegment symbol = linker.defaultLookup().findOrThrow(name);
    return linker.downcallHandle(symbol, descriptor, options);
  }
}
