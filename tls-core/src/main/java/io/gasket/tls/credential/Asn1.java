package io.gasket.tls.credential;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/** The one way from bytes to the ASN.1 classes of bcprov. */
final class Asn1 {
  /** Makes a value of a sequence. */
  interface Form<T> {
    T of(ASN1Sequence sequence) throws IOException;
  }

  private Asn1() {}

  /**
   * Reads a DER sequence.
   *
   * @param der exactly one sequence; may be null, which is none
   * @param form makes the result; everything that looks into the sequence belongs here
   * @throws IOException when the bytes are not of that form, and as {@code form} throws it
   */
  static <T> T read(byte[] der, Form<T> form) throws IOException {
    if (der == null || der.length == 0) {
      throw new IOException("nothing where a sequence should be");
    }
    if (!(ASN1Primitive.fromByteArray(der) instanceof ASN1Sequence sequence)) {
      throw new IOException("something else where a sequence should be");
    }
    try {
      return form.of(sequence);
    } catch (RuntimeException e) {
      // For fields that are missing, surplus or of another type the classes throw whatever their
      // code runs into:
      // IllegalArgumentException, NoSuchElementException, IndexOutOfBoundsException,
      // ClassCastException, ...
      throw new IOException("not of the expected form", e);
    }
  }
}
