package io.gasket.tls.bench.contest;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An identity as one word: the key, then the chain, in Base64 with commas between. */
final class IdentityText {
  private IdentityText() {}

  static String of(BenchPki.Identity identity) throws GeneralSecurityException {
    Base64.Encoder base64 = Base64.getEncoder();
    List<String> parts = new ArrayList<>();
    parts.add(base64.encodeToString(identity.key().getEncoded()));
    for (X509Certificate certificate : identity.chain()) {
      parts.add(base64.encodeToString(certificate.getEncoded()));
    }
    return String.join(",", parts);
  }

  static BenchPki.Identity parse(String text, Setting.KeyKind kind)
      throws GeneralSecurityException {
    Base64.Decoder base64 = Base64.getDecoder();
    String[] parts = text.split(",", -1);
    PrivateKey key =
        KeyFactory.getInstance(kind.name())
            .generatePrivate(new PKCS8EncodedKeySpec(base64.decode(parts[0])));
    CertificateFactory certificates = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      byte[] encoded = base64.decode(parts[i]);
      chain.add(
          (X509Certificate) certificates.generateCertificate(new ByteArrayInputStream(encoded)));
    }
    return new BenchPki.Identity(List.copyOf(chain), key);
  }
}
