package io.gasket.tls.interop.peer;

import io.gasket.tls.testing.CertificateBuilder;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Identities with exactly one fault each, for servers and for clients. */
public enum OddIdentities {
  /** Signed by itself, so it leads to no anchor. */
  SELF_SIGNED {
    @Override
    CertificateBuilder spoil(CertificateBuilder leaf) {
      return leaf.selfSigned();
    }
  },
  /** Ended yesterday. */
  EXPIRED {
    @Override
    CertificateBuilder spoil(CertificateBuilder leaf) {
      Instant now = Instant.now();
      return leaf.validity(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)));
    }
  },
  /** Starts in a day. */
  NOT_YET_VALID {
    @Override
    CertificateBuilder spoil(CertificateBuilder leaf) {
      Instant now = Instant.now();
      return leaf.validity(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(9)));
    }
  },
  /** For mail only. */
  WRONG_PURPOSE {
    @Override
    CertificateBuilder spoil(CertificateBuilder leaf) {
      return leaf.extendedKeyUsage(KeyPurposeId.id_kp_emailProtection);
    }
  },
  /** Signed with SHA-1. */
  SHA1_SIGNED {
    @Override
    CertificateBuilder spoil(CertificateBuilder leaf) {
      return leaf.signedWith("SHA1withECDSA");
    }
  },
  /** An RSA key of 1024 bits. */
  SHORT_KEY {
    @Override
    CertificateBuilder spoil(CertificateBuilder leaf) {
      return leaf.key(TestPki.rsaKeyPair("RSA", 1024));
    }
  },
  /** For another name. */
  OTHER_NAME {
    @Override
    CertificateBuilder spoil(CertificateBuilder leaf) {
      return leaf.dns("elsewhere.example.org");
    }

    @Override
    CertificateBuilder named(CertificateBuilder leaf) {
      return leaf;
    }
  };

  abstract CertificateBuilder spoil(CertificateBuilder leaf);

  CertificateBuilder named(CertificateBuilder leaf) {
    return leaf.dns("localhost");
  }

  /** A server's identity with the fault. */
  public Identity server() {
    CertificateBuilder leaf = TestPki.issue().subject("CN=server,OU=" + this).key(KeyKind.EC_P256);
    return spoil(named(leaf).extendedKeyUsage(KeyPurposeId.id_kp_serverAuth)).make();
  }

  /** A client's identity with the fault. */
  public Identity client() {
    CertificateBuilder leaf = TestPki.issue().subject("CN=client,OU=" + this).key(KeyKind.EC_P256);
    return spoil(leaf.extendedKeyUsage(KeyPurposeId.id_kp_clientAuth)).make();
  }
}
