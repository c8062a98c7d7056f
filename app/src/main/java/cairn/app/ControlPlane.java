package cairn.app;

import cairn.common.CloudException;
import cairn.common.Time;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/** Brings a cloud up in this process and stays until the process is told to end. */
final class ControlPlane {
  private ControlPlane() {}

  static void run(UpOptions.Plan plan, PrintWriter out) throws IOException, InterruptedException {
    requireRoot(plan.simulated());
    plan.data().create();
    var lock = RunningCloud.lock(plan.data());
    Logging.toFile(plan.data().log());
    untilStopped(new Cloud(plan, new Progress(out, Time.system())));
    lock.close();
  }

  /** Real guests are not for everybody. */
  static void requireRoot(boolean simulated) {
    if (!simulated && !"root".equals(System.getProperty("user.name"))) {
      throw new CloudException(
          CloudException.Kind.FORBIDDEN,
          "Real guests need root (network namespaces, taps). As root: ./cairn up; as anybody:"
              + " ./cairn up --hypervisor simulated");
    }
  }

  private static void untilStopped(Cloud cloud) throws IOException, InterruptedException {
    var stopped = closedAtTheEnd(cloud::close);
    cloud.start();
    stopped.await();
  }

  /** Opens when that has been done, at the end of the process. */
  static CountDownLatch closedAtTheEnd(Runnable close) {
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  close.run();
                  stopped.countDown();
                }));
    return stopped;
  }
}
