package io.gasket.tls.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The house of tls-core: its floors, and what its engine packages may not touch [H1]. */
class FloorsTest {
  private static final String ROOT = "io.gasket.tls";

  /** Ground first; packages that share a line share a floor and do not import each other. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("spec"),
          List.of("event"),
          List.of("event.jfr"),
          List.of("crypto", "crypto.encoding"),
          List.of("crypto.jca", "crypto.bc", "crypto.zero"),
          List.of("crypto.compose"),
          List.of("record"),
          List.of("message"),
          List.of("message.extension"),
          List.of("credential", "trust", "session"),
          List.of("report"),
          List.of("handshake"),
          List.of("handshake.exchange"),
          List.of("handshake.client", "handshake.server"),
          List.of(""));

  /** Packages whose code runs while bytes go in and out of an engine. */
  private static final String[] ENGINE = {
    ROOT,
    ROOT + ".spec",
    ROOT + ".event",
    ROOT + ".crypto..",
    ROOT + ".record",
    ROOT + ".message..",
    ROOT + ".handshake.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT)
          .that(
              DescribedPredicate.describe(
                  "of the engine's module", c -> !c.getPackageName().startsWith(ROOT + ".nio")));

  @Test
  @DisplayName("every package has its floor")
  void everyPackageIsNamed() {
    Set<String> named =
        FLOORS.stream()
            .flatMap(List::stream)
            .map(FloorsTest::full)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(named, found);
  }

  @Test
  @DisplayName("a package imports lower floors only")
  void importsGoDown() {
    List<String> notBelow = new ArrayList<>();
    for (int floor = FLOORS.size() - 1; floor >= 0; floor--) {
      for (String name : FLOORS.get(floor)) {
        List<String> others = new ArrayList<>(notBelow);
        FLOORS.get(floor).stream()
            .filter(n -> !n.equals(name))
            .map(FloorsTest::full)
            .forEach(others::add);
        if (!others.isEmpty()) {
          ArchRule rule =
              noClasses()
                  .that()
                  .resideInAPackage(full(name))
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage(others.toArray(String[]::new));
          rule.check(CLASSES);
        }
      }
      FLOORS.get(floor).stream().map(FloorsTest::full).forEach(notBelow::add);
    }
  }

  @Test
  @DisplayName("no circles")
  void noCircles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  @DisplayName("H1: the engine does no I/O, resolves no names, starts no threads, reads no clock")
  void engineIsSansIo() {
    noClasses()
        .that()
        .resideInAnyPackage(ENGINE)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "do I/O, resolve names, run threads or read clocks", FloorsTest::isBanned))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(ENGINE)
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "start")
        .check(CLASSES);
  }

  @Test
  @DisplayName(
      "the JCA's algorithms are asked for in crypto.jca and crypto.zero only, and where certificates and keys are read")
  void jcaStaysBehindItsDoor() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT,
            ROOT + ".spec",
            ROOT + ".event",
            ROOT + ".record",
            ROOT + ".message..",
            ROOT + ".handshake..",
            ROOT + ".crypto.bc")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.crypto..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.security.Signature")
        .check(CLASSES);
  }

  @Test
  @DisplayName("handshake code reads bytes through bounds-checked cursors, never raw buffers")
  void cursorsOnly() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".message..", ROOT + ".handshake..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.ByteBuffer")
        .check(CLASSES);
  }

  @Test
  @DisplayName("public classes are final, sealed, enums, records or interfaces")
  void nothingIsOpenForInheritance() {
    classes()
        .that()
        .arePublic()
        .and()
        .areNotInterfaces()
        .should(
            ArchCondition.from(
                DescribedPredicate.describe(
                    "be final or sealed",
                    c ->
                        c.getModifiers().contains(JavaModifier.FINAL)
                            || c.isEnum()
                            || c.reflect().isSealed())))
        .check(CLASSES);
  }

  private static boolean isBanned(JavaClass target) {
    String name = target.getName();
    String in = target.getPackageName();
    // IOException is what channels throw; TlsFailure is one so that it can pass through them. An
    // Executor that is handed in runs threads of the application's; to make one is another matter.
    return (in.equals("java.io")
            && !name.equals("java.io.IOException")
            && !name.equals("java.io.Serializable"))
        || in.startsWith("java.net")
        || in.startsWith("java.nio.file")
        || in.startsWith("java.nio.channels")
        || in.startsWith("javax.naming")
        || in.startsWith("javax.net")
        || name.equals("java.time.Clock")
        || name.equals("java.util.Timer")
        || (in.startsWith("java.util.concurrent")
            && name.contains("Execut")
            && !name.equals("java.util.concurrent.Executor")
            && !name.equals("java.util.concurrent.RejectedExecutionException"));
  }

  private static String full(String name) {
    return name.isEmpty() ? ROOT : ROOT + "." + name;
  }
}
