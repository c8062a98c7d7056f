package cairn.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms of the design, as far as Maven's modules alone do not keep them. */
class ArchitectureTest {
  private static final String[] SERVICES = {
    "cairn.identity..",
    "cairn.image..",
    "cairn.placement..",
    "cairn.network..",
    "cairn.compute..",
    "cairn.packing..",
    "cairn.gpu.."
  };
  private static final String[] DRIVERS = {
    "cairn.agent..", "cairn.qemu..", "cairn.ovn..", "cairn.simulated.."
  };
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("cairn");

  @Test
  void thePlatformKnowsNoCloudNoun() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "cairn.common..", "cairn.sql..", "cairn.http..", "cairn.policy..", "cairn.work..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SERVICES)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(DRIVERS)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("cairn.protocol..", "cairn.app..")
        .check(ALL);
  }

  @Test
  void noServiceKnowsADriver() {
    noClasses()
        .that()
        .resideInAnyPackage(SERVICES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(DRIVERS)
        .check(ALL);
  }

  @Test
  void noDriverKnowsAService() {
    noClasses()
        .that()
        .resideInAnyPackage(DRIVERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SERVICES)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("cairn.sql..", "cairn.http..", "cairn.policy..", "cairn.work..")
        .check(ALL);
  }

  @Test
  void onlyStoresHoldSql() {
    noClasses()
        .that()
        .resideInAnyPackage(SERVICES)
        .and()
        .haveSimpleNameNotEndingWith("Store")
        .should()
        .callMethod("cairn.sql.Transaction", "sql", "java.lang.String")
        .check(ALL);
  }

  @Test
  void servicesDoNotDependOnEachOtherInCircles() {
    slices().matching("cairn.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void storesSeeNoHttp() {
    noClasses()
        .that()
        .haveNameMatching(".*Store(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("cairn\\.http\\.(Request|Response|Routes|Handler).*")
        .check(ALL);
  }

  @Test
  void timeAndRandomnessComeFromTheCommonRoom() {
    noClasses()
        .that()
        .resideInAnyPackage(SERVICES)
        .should()
        .callMethod("java.time.Instant", "now")
        .orShould()
        .callMethod("java.util.UUID", "randomUUID")
        .orShould()
        .callMethod("java.lang.System", "nanoTime")
        .orShould()
        .callMethod("java.lang.System", "currentTimeMillis")
        .check(ALL);
  }
}
