package io.gasket.tls.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * A basic OCSP response (RFC 6960 4.2.1), read to the end and not believed yet. The arrays are not
 * changed.
 *
 * @param signedBytes tbsResponseData, which the signature is over
 * @param algorithm of the signature
 * @param algorithmParameters DER of its parameters, or null
 * @param responderName DER of the responder's name, or null when it is named by its key
 * @param responderKeyHash SHA-1 of the responder's key, or null when it is named by its name
 * @param certificates DER of those that came along
 */
record OcspAnswer(
    byte[] signedBytes,
    CertificateSignature algorithm,
    byte[] algorithmParameters,
    byte[] signature,
    byte[] responderName,
    byte[] responderKeyHash,
    List<byte[]> certificates,
    List<Single> singles) {

  /** What is said of one certificate. */
  record Single(
      String hashOid,
      byte[] issuerNameHash,
      byte[] issuerKeyHash,
      BigInteger serial,
      State state,
      String revocation,
      Instant thisUpdate,
      Instant nextUpdate) {}

  /** CertStatus, in the order of its tags. */
  enum State {
    GOOD,
    REVOKED,
    UNKNOWN
  }

  /**
   * Reads a response of whatever bytes.
   *
   * @throws IOException with what is wrong in one clause
   */
  static OcspAnswer read(byte[] der) throws IOException {
    try {
      OCSPResponse response = OCSPResponse.getInstance(ASN1Primitive.fromByteArray(der));
      int status = response.getResponseStatus().getIntValue();
      if (status != 0) {
        throw new IOException(
            "it holds no answer but the responder's error " + status + " (RFC 6960 4.2.1)");
      }
      if (!OCSPObjectIdentifiers.id_pkix_ocsp_basic.equals(
          response.getResponseBytes().getResponseType())) {
        throw new IOException("it is not of the basic type (RFC 6960 4.2.1)");
      }
      return basic(response.getResponseBytes().getResponse().getOctets());
    } catch (RuntimeException | ParseException e) {
      // For fields that are missing, surplus or of another type bcprov's classes throw whatever
      // their code runs into: IllegalArgumentException, IllegalStateException,
      // NullPointerException, ArrayIndexOutOfBoundsException ...
      throw new IOException("it is not of the form of RFC 6960 4.2.1", e);
    }
  }

  private static OcspAnswer basic(byte[] der) throws IOException, ParseException {
    ASN1Sequence whole = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
    BasicOCSPResponse basic = BasicOCSPResponse.getInstance(whole);
    ResponseData data = basic.getTbsResponseData();
    refuseCritical(data.getResponseExtensions());
    AlgorithmIdentifier algorithm = basic.getSignatureAlgorithm();
    byte[] parameters = encoded(algorithm.getParameters());
    ResponderID responder = data.getResponderID();
    List<byte[]> certificates = new ArrayList<>();
    if (basic.getCerts() != null) {
      for (ASN1Encodable certificate : basic.getCerts()) {
        certificates.add(encoded(certificate));
      }
    }
    List<Single> singles = new ArrayList<>();
    for (ASN1Encodable single : data.getResponses()) {
      singles.add(single(SingleResponse.getInstance(single)));
    }
    return new OcspAnswer(
        encoded(whole.getObjectAt(0)),
        CertificateSignature.of(algorithm.getAlgorithm().getId(), parameters),
        parameters,
        basic.getSignature().getOctets(),
        encoded(responder.getName()),
        responder.getKeyHash(),
        List.copyOf(certificates),
        List.copyOf(singles));
  }

  private static Single single(SingleResponse single) throws IOException, ParseException {
    refuseCritical(single.getSingleExtensions());
    CertID id = single.getCertID();
    CertStatus status = single.getCertStatus();
    State state = State.values()[status.getTagNo()];
    return new Single(
        id.getHashAlgorithm().getAlgorithm().getId(),
        id.getIssuerNameHash().getOctets(),
        id.getIssuerKeyHash().getOctets(),
        id.getSerialNumber().getValue(),
        state,
        state == State.REVOKED ? describe(RevokedInfo.getInstance(status.getStatus())) : "",
        instant(single.getThisUpdate()),
        single.getNextUpdate() == null ? null : instant(single.getNextUpdate()));
  }

  private static String describe(RevokedInfo revoked) throws ParseException {
    String at = "at " + instant(revoked.getRevocationTime());
    return revoked.getRevocationReason() == null
        ? at
        : at + ", CRLReason " + revoked.getRevocationReason().getValue();
  }

  /** An extension that must be understood is not (RFC 5280 4.2); RFC 6960 4.4 has none such. */
  private static void refuseCritical(Extensions extensions) throws IOException {
    if (extensions != null && extensions.getCriticalExtensionOIDs().length > 0) {
      throw new IOException(
          "it has the unknown critical extension " + extensions.getCriticalExtensionOIDs()[0]);
    }
  }

  private static Instant instant(ASN1GeneralizedTime time) throws ParseException {
    return time.getDate().toInstant();
  }

  private static byte[] encoded(ASN1Encodable value) throws IOException {
    return value == null ? null : value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
  }
}
