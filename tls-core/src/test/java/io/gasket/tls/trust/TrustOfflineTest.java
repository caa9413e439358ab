package io.gasket.tls.trust;

import static io.gasket.tls.trust.Presenting.leaf;
import static io.gasket.tls.trust.Presenting.refusal;
import static io.gasket.tls.trust.Presenting.server;
import static io.gasket.tls.trust.Presenting.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.testing.TestPki.Identity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** H1, H3: a certificate's URLs are never followed, and nothing here can resolve a name. */
class TrustOfflineTest {
  @Test
  @DisplayName(
      "H3: neither issuer, OCSP nor CRL URLs are asked, on success or when an issuer is missing")
  void followsNoUrls() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Identity tempting = tempting(listener.getLocalPort());

      trust().verify(server(tempting));
      refusal(Alert.UNKNOWN_CA, Reason.UNKNOWN_ISSUER, trust(), server(tempting.certificate()));

      // Connections are accepted in the order they came: had there been one, ours would not be the
      // first.
      try (Socket ours = new Socket(listener.getInetAddress(), listener.getLocalPort());
          Socket first = listener.accept()) {
        assertEquals(ours.getLocalPort(), first.getPort(), "somebody else connected before");
      }
    }
  }

  private static Identity tempting(int port) {
    String url = "http://127.0.0.1:" + port + "/";
    GeneralName place = new GeneralName(GeneralName.uniformResourceIdentifier, url);
    return leaf()
        .extension(
            "1.3.6.1.5.5.7.1.1",
            false,
            new AuthorityInformationAccess(
                new AccessDescription[] {
                  new AccessDescription(AccessDescription.id_ad_caIssuers, place),
                  new AccessDescription(AccessDescription.id_ad_ocsp, place)
                }))
        .extension(
            "2.5.29.31",
            false,
            new CRLDistPoint(
                new DistributionPoint[] {
                  new DistributionPoint(
                      new DistributionPointName(new GeneralNames(place)), null, null)
                }))
        .make();
  }

  @Test
  @DisplayName(
      "H1: no class of this package uses java.net, and only the reader of anchors uses files")
  void usesNoNetwork() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.gasket.tls.trust");

    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "javax.naming..")
        .check(classes);
    ArchRuleDefinition.noClasses()
        .that()
        .doNotHaveSimpleName("AnchorStores")
        .and()
        .doNotBelongToAnyOf(Trust.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..")
        .check(classes);
  }
}
